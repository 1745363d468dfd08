//! The drawing language: what a canvas, an SVG writer or a printer has to know.
//!
//! Colours are names of the style sheet's custom properties, never values, so that light, dark and
//! high contrast need no second layout.

use super::rect::Px;

/// One thing to draw. They are drawn in order, each over the ones before.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// Fills a path (even-odd).
    Fill {
        /// What to fill.
        path: Path,
        /// Its colour.
        paint: Paint,
        /// Opacity, 0..=1.
        alpha: f32,
        /// Standard deviation of the blur of its edge in pixels; 0 for none.
        blur: f32,
    },
    /// Strokes a path; joins are round.
    Stroke {
        /// What to stroke.
        path: Path,
        /// Its colour.
        paint: Paint,
        /// Opacity, 0..=1.
        alpha: f32,
        /// Width in pixels.
        width: f32,
        /// Lengths of dashes and gaps in turn; empty for a whole line.
        dash: &'static [f32],
        /// How far into the pattern the line starts.
        dash_from: f32,
        /// Ends: round or cut off.
        round: bool,
    },
    /// From here on only what lies in the path is drawn, until the matching [`Mark::ClipPop`].
    ClipPush(Path),
    /// Ends the clipping begun last.
    ClipPop,
    /// A line of text or one glyph of it.
    Text(Text),
    /// A disc with an outline.
    Circle {
        /// Middle.
        at: Px,
        /// Radius in pixels, to the middle of the outline.
        radius: f32,
        /// Colour inside.
        fill: Paint,
        /// Colour of the outline.
        stroke: Paint,
        /// Width of the outline in pixels.
        width: f32,
    },
    /// A box with an outline.
    Rect {
        /// Left, top, width, height in pixels.
        at: [f32; 4],
        /// Radius of its corners in pixels.
        radius: f32,
        /// Colour inside.
        fill: Option<Paint>,
        /// Colour and width of the outline.
        stroke: Option<(Paint, f32)>,
    },
}

/// A path of one or more stretches.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Path(pub Vec<Sub>);

/// A stretch of a path.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sub {
    /// Its points. With `cubic`, each three points after the first are a Bézier segment.
    pub points: Vec<(f32, f32)>,
    /// Whether the last point joins the first.
    pub closed: bool,
    /// Whether the points are those of Bézier segments.
    pub cubic: bool,
}

impl Sub {
    /// Straight segments through points.
    #[must_use]
    pub fn straight(points: &[Px], closed: bool) -> Self {
        Self { points: points.iter().map(|&p| narrow(p)).collect(), closed, cubic: false }
    }
}

/// A screen point in the width drawing needs.
#[must_use]
#[allow(clippy::cast_possible_truncation)] // Screen pixels to a hundredth fit an f32 well.
pub fn narrow(p: Px) -> (f32, f32) {
    (p.x as f32, p.y as f32)
}

/// A text, or a glyph of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// What it says.
    pub text: String,
    /// Its anchor: the middle of its height at the point `align` names.
    pub at: Px,
    /// Turned clockwise by degrees.
    pub angle: f32,
    /// Slanted by degrees, as an italic leans the other way on maps for water.
    pub skew: f32,
    /// Font size in pixels.
    pub size: f32,
    /// Family.
    pub font: Font,
    /// CSS font weight.
    pub weight: u16,
    /// Its colour.
    pub paint: Paint,
    /// Colour and width of the band around the glyphs.
    pub halo: Option<(Paint, f32)>,
    /// What of the text stands at `at`.
    pub align: Align,
}

impl Text {
    /// From the middle of a line of text to its base line, as a share of the font size.
    pub const BASELINE: f32 = 0.36;
}

/// A family of the style sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Font {
    /// Song: areas, water, the chosen place.
    Serif,
    /// Everything else.
    Sans,
}

impl Font {
    /// The custom property that holds its stack.
    #[must_use]
    pub const fn css_var(self) -> &'static str {
        match self {
            Self::Serif => "--serif",
            Self::Sans => "--sans",
        }
    }
}

/// What of a text stands at its anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

macro_rules! paints {
    ($($(#[$doc:meta])* $name:ident = $var:literal,)*) => {
        /// A colour of the style sheet.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Paint { $($(#[$doc])* $name,)* }

        impl Paint {
            /// Every colour a map may ask for.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The custom property that holds it.
            #[must_use]
            pub const fn css_var(self) -> &'static str {
                match self { $(Self::$name => $var,)* }
            }
        }
    };
}

paints! {
    /// Ground of the district.
    Land = "--m-in",
    /// Ground around it, and the mask over it.
    Outside = "--m-out",
    /// Band inside the boundary.
    Band = "--m-band",
    /// The boundary.
    Boundary = "--m-bd",
    /// Edge of an expressway.
    CasingExpressway = "--rc-e",
    /// Edge of an arterial.
    CasingArterial = "--rc",
    /// Edge of a secondary road.
    CasingSecondary = "--rc-s",
    /// An expressway.
    FillExpressway = "--rf-e",
    /// An arterial.
    FillArterial = "--rf-a",
    /// A secondary road.
    FillSecondary = "--rf-s",
    /// A secondary road too thin for a casing.
    FillHair = "--rf-h",
    /// Water.
    Water = "--water",
    /// A park, a wood, a lawn.
    Green = "--m-green",
    /// A building.
    Building = "--m-bld",
    /// A metro line.
    Metro = "--mt",
    /// The bed it lies in.
    MetroBed = "--mt-c",
    /// Name of an arterial.
    LabelRoad = "--lb",
    /// Name of an expressway.
    LabelExpressway = "--lb-e",
    /// Name of a secondary road or of another place.
    LabelMinor = "--lb-s",
    /// Name of water.
    LabelWater = "--water-t",
    /// Name of the district.
    LabelDistrict = "--lb-dist",
    /// Name of a neighbouring district.
    LabelNeighbour = "--lb-nb",
    /// Name of a subdistrict.
    LabelSubdistrict = "--lb-sub",
    /// Name of a station.
    LabelStation = "--lb-st",
    /// Name of a red site.
    LabelRedSite = "--cinnabar-t",
    /// Name of a lecture venue.
    LabelVenue = "--ochre-t",
    /// Name of a park.
    LabelPark = "--green-t",
    /// Band around glyphs.
    Halo = "--halo",
    /// A leg of a tour.
    Leg = "--leg",
    /// The bed it lies in.
    LegBed = "--leg-c",
    /// Main ink.
    Ink = "--ink",
    /// Second ink.
    Ink2 = "--ink-2",
    /// Third ink.
    Ink3 = "--ink-3",
    /// The sheet around the map.
    Paper = "--paper",
    /// Light face of boxes.
    Sheet = "--sheet",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_is_a_property_of_its_own() {
        let mut vars: Vec<_> = Paint::ALL.iter().map(|p| p.css_var()).collect();
        vars.sort_unstable();
        vars.dedup();
        assert_eq!(vars.len(), Paint::ALL.len());
        assert!(vars.iter().all(|v| v.starts_with("--")));
    }
}
