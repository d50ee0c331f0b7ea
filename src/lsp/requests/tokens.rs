//! `textDocument/semanticTokens`.

use tower_lsp::ls_types::{SemanticToken, SemanticTokenType, SemanticTokens, SemanticTokensLegend};

use crate::ide::tokens::{Token, TokenKind, tokens as meaning};
use crate::lsp::to_proto::places::range;
use crate::lsp::view::View;
use crate::text::range::TextRange;

/// The kinds of token, as the client is told them once.
pub(crate) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend { token_types: TokenKind::ALL.into_iter().map(token_type).collect(), token_modifiers: Vec::new() }
}

/// Each kind has a type that every colour scheme knows.
fn token_type(kind: TokenKind) -> SemanticTokenType {
    match kind {
        TokenKind::Name => SemanticTokenType::CLASS,
        TokenKind::Note => SemanticTokenType::VARIABLE,
        TokenKind::Habit => SemanticTokenType::PROPERTY,
        TokenKind::Mark => SemanticTokenType::ENUM_MEMBER,
        TokenKind::Target => SemanticTokenType::TYPE,
        TokenKind::Date => SemanticTokenType::NUMBER,
        TokenKind::Key => SemanticTokenType::KEYWORD,
        TokenKind::Choice => SemanticTokenType::STRING,
        TokenKind::Placeholder => SemanticTokenType::MACRO,
    }
}

/// The tokens of the note, or of a part of it.
pub(crate) fn tokens(view: &View, part: Option<tower_lsp::ls_types::Range>) -> Option<SemanticTokens> {
    let id = view.id()?;
    let whole = TextRange::new(0, view.note()?.text.len());
    let within = part.and_then(|part| view.range(part)).map_or(whole, |(_, range)| range);
    Some(SemanticTokens { result_id: None, data: relative(view, &meaning(&view.snapshot, id, within)) })
}

/// Each token's place is told from the one before.
fn relative(view: &View, tokens: &[Token]) -> Vec<SemanticToken> {
    let mut last = (0, 0);
    let tell = |token: &Token| {
        let place = range(view, token.range);
        let line = place.start.line - last.0;
        let start = if line == 0 { place.start.character - last.1 } else { place.start.character };
        last = (place.start.line, place.start.character);
        let kind = TokenKind::ALL.iter().position(|kind| *kind == token.kind).unwrap_or(0);
        SemanticToken {
            delta_line: line,
            delta_start: start,
            length: place.end.character.saturating_sub(place.start.character),
            token_type: u32::try_from(kind).unwrap_or(0),
            token_modifiers_bitset: 0,
        }
    };
    tokens.iter().map(tell).collect()
}
