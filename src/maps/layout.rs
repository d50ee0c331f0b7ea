//! Where everything on a map stands: a tidy tree on both sides of the centre, in whole pixels, the same every time.

use crate::maps::measure::{Weight, lines, width};
use crate::maps::outline::Outline;
use crate::maps::words::clean;
use crate::notes::map::{Branch, Energy, MindMap};

/// A map with a place for everything. Pixels from the upper left corner; `y` grows downwards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The whole picture's width, its border included.
    pub width: i32,
    /// The whole picture's height, its border included.
    pub height: i32,
    /// The centre first, then the branches in reading order: a node stands after the one it hangs on.
    pub nodes: Vec<Node>,
    /// One for every node but the centre, in the same order.
    pub edges: Vec<Edge>,
}

/// A thought in its box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its box; no two touch.
    pub area: Area,
    /// What it hangs on: an index of [`Layout::nodes`]. `None`: it is the centre.
    pub parent: Option<usize>,
    /// 0 for the centre.
    pub depth: usize,
    /// To which side of the centre it grows.
    pub side: Side,
    /// The index of the first-level branch that it belongs to, which gives the colour; 0 for the centre.
    pub family: usize,
    /// Its words, cleaned, line by line.
    pub lines: Vec<String>,
    /// How its words are set.
    pub set: Setting,
    /// It resonates most.
    pub strong: bool,
    /// What it does to its author's energy; its sign stands at the right end of the box.
    pub energy: Option<Energy>,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Its left edge.
    pub left: i32,
    /// Its upper edge.
    pub top: i32,
    /// To the right of `left`.
    pub width: i32,
    /// Downwards from `top`; an even number, so that the middle is a whole one.
    pub height: i32,
}

impl Area {
    /// The first pixel to the right of it.
    #[must_use]
    pub fn right(self) -> i32 {
        self.left + self.width
    }

    /// The first pixel below it.
    #[must_use]
    pub fn bottom(self) -> i32 {
        self.top + self.height
    }

    /// Half-way down.
    #[must_use]
    pub fn middle(self) -> i32 {
        self.top + self.height / 2
    }
}

/// A side of the centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Read first.
    Right,
    /// Read when the right side is done.
    Left,
}

/// How words are set in their box. Pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The font's size.
    pub font: i32,
    /// From one line to the next.
    pub line_height: i32,
    /// Regular or bold.
    pub weight: Weight,
    /// Between the words and the box's left and right edge.
    pub pad_x: i32,
    /// Between the words and the box's upper and lower edge.
    pub pad_y: i32,
}

/// A line from a thought to one that hangs on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The inner end: an index of [`Layout::nodes`].
    pub from: usize,
    /// The outer end.
    pub to: usize,
    /// Where it leaves the inner box: x and y.
    pub start: (i32, i32),
    /// Where it meets the outer box.
    pub end: (i32, i32),
    /// How it runs between the two.
    pub course: Course,
}

/// How a line runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// It leaves and arrives level: the outer box stands beside the inner one.
    Curve,
    /// Straight down, then level: the outer box stands below the inner one.
    Corner,
}

/// The diameter of the sign of energy, and what it takes of a box with the space before it.
pub const SIGN: i32 = 16;
const SIGN_ROOM: i32 = SIGN + 7;
/// Around the whole picture.
const BORDER: i32 = 36;
/// Kept free beyond the outer end of a box, so that one in another column does not seem to go on from it.
const OUTER_MARGIN: i32 = 14;
/// From this depth on branches stand below one another, as in an indented list: a chain of thirty thoughts side by side would be a strip
/// that no screen can show.
const LISTED_DEPTH: usize = 6;
/// How much further out a listed branch begins than the one above it, and where between the two the line runs down.
const INDENT: i32 = 24;
const INDENT_LINE: i32 = 11;

/// Lays a map out. Every map has a picture: an empty one is its centre alone.
#[must_use]
pub fn layout(map: &MindMap) -> Layout {
    let mut plan = Plan::of(map);
    plan.measure();
    plan.place();
    plan.finished()
}

/// The map on its way: boxes measured, then stacked from the leaves inwards, then placed from the centre outwards.
struct Plan {
    nodes: Vec<Node>,
    children: Vec<Vec<usize>>,
    /// For each node the space of all that hangs on it, with itself, as if its own middle were at height 0.
    outlines: Vec<Outline>,
    /// How much lower a node's middle is than that of the node it hangs on.
    drops: Vec<i32>,
    /// From a node's outer end to what hangs on it.
    reaches: Vec<i32>,
    spacing: Spacing,
}

/// The air between boxes, less of it the more there are.
#[derive(Clone, Copy)]
struct Spacing {
    /// Between neighbours.
    leaf: i32,
    /// Beside one that has branches of its own, more.
    branch: i32,
    /// Between first-level branches, more again.
    family: i32,
    /// The widest line further out than the first level, in thousandths of the font's size: a few long labels rather make more lines.
    limit: i32,
}

impl Spacing {
    fn of(nodes: usize) -> Self {
        match nodes {
            0..=80 => Self { leaf: 9, branch: 6, family: 14, limit: 20_000 },
            81..=200 => Self { leaf: 6, branch: 6, family: 14, limit: 22_000 },
            _ => Self { leaf: 4, branch: 6, family: 14, limit: 26_000 },
        }
    }
}

impl Plan {
    /// All nodes in reading order, without recursion: a map may be deep.
    fn of(map: &MindMap) -> Self {
        let mut nodes = vec![node(&map.title, None, 0, 0)];
        let mut children: Vec<Vec<usize>> = vec![Vec::new()];
        let mut open: Vec<(&Branch, usize, usize)> = map.branches.iter().enumerate().map(|(family, branch)| (branch, 0, family)).collect();
        open.reverse();
        while let Some((branch, parent, family)) = open.pop() {
            let index = nodes.len();
            let depth = nodes[parent].depth + 1;
            let mut added = node(&branch.words, Some(parent), depth, family);
            added.strong = branch.strong;
            added.energy = branch.energy;
            nodes.push(added);
            children.push(Vec::new());
            children[parent].push(index);
            open.extend(branch.children.iter().rev().map(|child| (child, index, family)));
        }
        let count = nodes.len();
        let spacing = Spacing::of(count);
        Self { nodes, children, outlines: vec![Outline::default(); count], drops: vec![0; count], reaches: vec![0; count], spacing }
    }

    /// Sizes of boxes, then the space of each branch with all that hangs on it, the leaves first.
    fn measure(&mut self) {
        for index in (0..self.nodes.len()).rev() {
            fit(&mut self.nodes[index], self.spacing.limit);
            if 0 < index {
                self.outlines[index] = self.outline(index);
            }
        }
    }

    fn outline(&mut self, index: usize) -> Outline {
        if LISTED_DEPTH <= self.nodes[index].depth + 1 && !self.children[index].is_empty() {
            return self.list(index);
        }
        let half = self.nodes[index].area.height / 2;
        let own = Outline::default().then(self.nodes[index].area.width, -half, half);
        let children = self.children[index].clone();
        let (Some(first), Some(last)) = (children.first(), children.last()) else {
            return own.then(OUTER_MARGIN, -half, half);
        };
        let stacked = self.stacked(&children);
        let span = self.drops[*last] - self.drops[*first];
        let middle = (self.drops[*first] + self.drops[*last]) / 2;
        let reach = (30 + span / 10).clamp(34, 110);
        self.reaches[index] = reach;
        children.iter().for_each(|child| self.drops[*child] -= middle);
        // The lines leave level: over the first third of their way they spread over less than a quarter of their height.
        let (top, bottom) = (self.drops[*first].min(0), self.drops[*last].max(0));
        let near = own.then(reach / 3, (top / 4).min(-half), (bottom / 4).max(half));
        near.then(reach - reach / 3, top - 3, bottom + 3).then_all(&stacked.lowered(-middle))
    }

    /// Sets all that hangs on a deep branch below it, line by line.
    fn list(&mut self, index: usize) -> Outline {
        let Area { width, height, .. } = self.nodes[index].area;
        let (mut length, mut bottom) = (width + OUTER_MARGIN, height / 2);
        for child in &self.children[index] {
            let outline = &self.outlines[*child];
            self.drops[*child] = bottom + self.spacing.leaf - outline.top();
            bottom = self.drops[*child] + outline.bottom();
            length = length.max(INDENT + outline.length());
        }
        Outline::default().then(length, -height / 2, bottom)
    }

    /// Stacks branches from the top down, sets their drops (the first one's is 0) and answers the space that they take together.
    fn stacked(&mut self, stack: &[usize]) -> Outline {
        let mut all = Outline::default();
        let mut above: Option<usize> = None;
        for index in stack {
            let gap = above.map_or(0, |above| self.gap(above, *index));
            let drop = all.clearance(&self.outlines[*index], gap);
            self.drops[*index] = drop;
            all = all.over(&self.outlines[*index].clone().lowered(drop));
            above = Some(*index);
        }
        all
    }

    fn gap(&self, above: usize, below: usize) -> i32 {
        let branching = !self.children[above].is_empty() || !self.children[below].is_empty();
        let family = if self.nodes[above].depth == 1 { self.spacing.family } else { 0 };
        self.spacing.leaf + family + if branching { self.spacing.branch } else { 0 }
    }

    /// Places the sides around the centre, whose middle is the origin, and each node beside the one it hangs on.
    fn place(&mut self) {
        let split = self.split();
        let branches = self.children[0].clone();
        let (right, left) = branches.split_at(split);
        let sides = [(right, Side::Right), (left, Side::Left)].map(|(branches, side)| {
            let outline = self.stacked(branches);
            let middle = (outline.top() + outline.bottom()) / 2;
            branches.iter().for_each(|index| self.drops[*index] -= middle);
            (branches, side, outline.bottom() - outline.top())
        });
        // Lines to a tall side need a longer way, or they would all run straight up and down.
        self.reaches[0] = sides.iter().map(|(_, _, height)| 44 + height / 10).max().unwrap_or(0).clamp(64, 290);
        for (branches, side, _) in sides {
            branches.iter().for_each(|index| self.nodes[*index].side = side);
        }
        let centre = &mut self.nodes[0].area;
        (centre.left, centre.top) = (-centre.width / 2, -centre.height / 2);
        for index in 1..self.nodes.len() {
            self.place_beside_parent(index);
        }
    }

    fn place_beside_parent(&mut self, index: usize) {
        let Some(parent) = self.nodes[index].parent else { return };
        let inner = self.nodes[parent].area;
        let side = if parent == 0 { self.nodes[index].side } else { self.nodes[parent].side };
        let middle = inner.middle() + self.drops[index];
        let reach = self.reaches[parent];
        let node = &mut self.nodes[index];
        node.side = side;
        node.area.top = middle - node.area.height / 2;
        let listed = LISTED_DEPTH <= node.depth;
        node.area.left = match (side, listed) {
            (Side::Right, false) => inner.right() + reach,
            (Side::Right, true) => inner.left + INDENT,
            (Side::Left, false) => inner.left - reach - node.area.width,
            (Side::Left, true) => inner.right() - INDENT - node.area.width,
        };
    }

    /// How many first-level branches go to the right, so that both sides are about equally high. Each side keeps the reading order.
    fn split(&self) -> usize {
        let heights: Vec<i32> = self.children[0].iter().map(|index| self.outlines[*index].bottom() - self.outlines[*index].top()).collect();
        let all: i32 = heights.iter().sum();
        let mut right = 0;
        let mut best = (all, 0);
        for (index, height) in heights.iter().enumerate() {
            right += height;
            let higher = right.max(all - right);
            // Of two equal ways the fuller right side, which is read first.
            if higher <= best.0 {
                best = (higher, index + 1);
            }
        }
        best.1
    }

    fn finished(mut self) -> Layout {
        let left = self.nodes.iter().map(|node| node.area.left).min().unwrap_or(0);
        let top = self.nodes.iter().map(|node| node.area.top).min().unwrap_or(0);
        for node in &mut self.nodes {
            node.area.left += BORDER - left;
            node.area.top += BORDER - top;
        }
        let width = self.nodes.iter().map(|node| node.area.right()).max().unwrap_or(0) + BORDER;
        let height = self.nodes.iter().map(|node| node.area.bottom()).max().unwrap_or(0) + BORDER;
        let edges = self.nodes.iter().enumerate().filter_map(|(to, node)| Some(edge(&self.nodes, node.parent?, to))).collect();
        Layout { width, height, nodes: self.nodes, edges }
    }
}

fn edge(nodes: &[Node], from: usize, to: usize) -> Edge {
    let (inner, outer) = (nodes[from].area, nodes[to].area);
    let listed = LISTED_DEPTH <= nodes[to].depth;
    let (start, end) = match (nodes[to].side, listed) {
        (Side::Right, false) => (inner.right(), outer.left),
        (Side::Right, true) => (inner.left + INDENT_LINE, outer.left),
        (Side::Left, false) => (inner.left, outer.right()),
        (Side::Left, true) => (inner.right() - INDENT_LINE, outer.right()),
    };
    let (course, from_y) = if listed { (Course::Corner, inner.bottom()) } else { (Course::Curve, inner.middle()) };
    Edge { from, to, start: (start, from_y), end: (end, outer.middle()), course }
}

fn node(words: &str, parent: Option<usize>, depth: usize, family: usize) -> Node {
    let set = setting(depth);
    Node { area: Area::default(), parent, depth, side: Side::Right, family, lines: vec![clean(words)], set, strong: false, energy: None }
}

/// The nearer to the centre, the larger.
fn setting(depth: usize) -> Setting {
    let bold = Weight::Bold;
    let regular = Weight::Regular;
    match depth {
        0 => Setting { font: 21, line_height: 27, weight: bold, pad_x: 26, pad_y: 16 },
        1 => Setting { font: 15, line_height: 20, weight: bold, pad_x: 15, pad_y: 8 },
        2 => Setting { font: 14, line_height: 18, weight: regular, pad_x: 11, pad_y: 5 },
        _ => Setting { font: 13, line_height: 17, weight: regular, pad_x: 9, pad_y: 3 },
    }
}

/// Breaks a node's words into lines, of at most `limit` thousandths of the font's size far out, and gives its box the size to hold them.
fn fit(node: &mut Node, limit: i32) {
    if node.strong {
        node.set.weight = Weight::Bold;
        node.set.pad_x += 2;
        node.set.pad_y += 1;
    }
    let set = node.set;
    let limit = match node.depth {
        0 => 14_000,
        1 => 20_000,
        _ => limit,
    };
    node.lines = lines(&node.lines.concat(), set.weight, limit);
    let widest = node.lines.iter().map(|line| width(line, set.weight)).max().unwrap_or(0);
    let sign = if node.energy.is_some() { SIGN_ROOM } else { 0 };
    node.area.width = (widest * set.font + 999) / 1000 + 2 * set.pad_x + sign;
    let rows = i32::try_from(node.lines.len()).unwrap_or(i32::MAX / 64);
    let height = rows * set.line_height + 2 * set.pad_y;
    node.area.height = height + height % 2;
}

#[cfg(test)]
mod tests {
    use super::{Side, layout};
    use crate::notes::map::{Branch, MindMap};

    fn branch(words: &str, children: Vec<Branch>) -> Branch {
        Branch { words: words.into(), children, ..Branch::default() }
    }

    fn sides(leaves: &[usize]) -> String {
        let branches = leaves.iter().map(|count| branch("first", (0..*count).map(|_| branch("leaf", Vec::new())).collect()));
        let map = MindMap { title: "Flow".into(), branches: branches.collect(), ..MindMap::default() };
        let laid = layout(&map);
        let firsts = laid.nodes.iter().filter(|node| node.depth == 1);
        firsts.map(|node| if node.side == Side::Right { 'r' } else { 'l' }).collect()
    }

    #[test]
    fn sides_balance_and_keep_the_reading_order() {
        assert_eq!(sides(&[3, 3, 3, 3]), "rrll");
        assert_eq!(sides(&[9, 2, 2, 2]), "rlll");
        assert_eq!(sides(&[1, 1, 1, 9]), "rrrl");
        assert_eq!(sides(&[2]), "r");
    }

    #[test]
    fn an_empty_map_is_its_centre_alone() {
        let laid = layout(&MindMap::default());
        assert_eq!((laid.nodes.len(), laid.edges.len()), (1, 0));
        assert!(0 < laid.width && 0 < laid.height);
    }
}
