//! The sheet being drawn: what every part of the layout shares.

use super::clip::{self, Piece};
use super::collide::Room;
use super::marks::{Mark, Paint, Path, Sub};
use super::model::{BaseMap, Line};
use super::rect::{Px, Rect};
use super::scene::{Scene, View};

/// How far beyond the canvas lines are still drawn, in pixels: more than half the widest casing.
const BLEED: f64 = 40.0;

/// A layout under way.
pub(super) struct Sheet<'a> {
    pub base: &'a BaseMap,
    pub scene: &'a Scene<'a>,
    pub room: Room,
    /// What lies on the ground, in the order of drawing.
    pub marks: Vec<Mark>,
    /// What is written, drawn over all the ground.
    pub labels: Vec<Mark>,
}

impl<'a> Sheet<'a> {
    pub fn new(base: &'a BaseMap, scene: &'a Scene<'a>) -> Self {
        let room = Room::new(scene.view.canvas(), scene.view.frame);
        Self { base, scene, room, marks: Vec::new(), labels: Vec::new() }
    }

    pub const fn view(&self) -> &'a View {
        &self.scene.view
    }

    pub const fn zoom(&self) -> f64 {
        self.scene.view.zoom
    }

    /// A font size at the scene's scale of texts.
    pub fn size(&self, px: f64) -> f64 {
        px * self.scene.view.label_scale
    }

    /// The box lines are cut to.
    pub fn bleed(&self) -> Rect {
        self.view().canvas().grown(BLEED)
    }

    /// A line on the canvas, unless the box around it lies off.
    pub fn project(&self, line: &Line) -> Option<Vec<Px>> {
        let (min, max) = line.corners();
        let (a, b) = (self.view().px(min), self.view().px(max));
        // Grown, since a line may be level or plumb and its box have no area.
        let around = Rect::new(a.x, a.y, b.x, b.y).grown(1.0);
        around
            .meets(&self.bleed())
            .then(|| line.points().iter().map(|&w| self.view().px(w)).collect())
    }

    /// Strokes whole lines.
    pub fn stroke(&mut self, path: Path, paint: Paint, alpha: f32, width: f64) {
        if path.0.is_empty() {
            return;
        }
        self.marks.push(Mark::Stroke {
            path,
            paint,
            alpha,
            width: thin(width),
            dash: &[],
            dash_from: 0.0,
            round: true,
        });
    }

    /// Strokes pieces with dashes that stay where they are when the view moves.
    pub fn dashes(
        &mut self,
        pieces: &[Piece],
        paint: Paint,
        alpha: f32,
        width: f64,
        dash: &'static [f32],
    ) {
        let period: f64 = dash.iter().map(|&d| f64::from(d)).sum();
        for piece in pieces {
            self.marks.push(Mark::Stroke {
                path: Path(vec![Sub::straight(&piece.points, false)]),
                paint,
                alpha,
                width: thin(width),
                dash,
                dash_from: thin(piece.from.rem_euclid(period)),
                round: false,
            });
        }
    }

    /// The pieces of a line worth drawing.
    pub fn cut(&self, points: &[Px]) -> Vec<Piece> {
        clip::line(points, &self.bleed())
    }
}

/// A length in the width drawing needs.
#[allow(clippy::cast_possible_truncation)] // Pixels to a hundredth fit an f32 well.
pub(super) fn thin(v: f64) -> f32 {
    v as f32
}
