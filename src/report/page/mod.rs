//! Reports as pages, pictures and Markdown: the same values as on the screen.

pub mod charts;
pub mod shell;
pub mod week_html;
pub mod week_markdown;
pub mod week_svg;
pub mod habits_html;
pub mod habits_svg;
