//! Where the map looks, and where it is told to look.

use crate::domain::{Bounds, LonLat};

/// What the reader sees: the middle of the uncovered part of the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// Middle of the part of the map no panel covers.
    pub centre: LonLat,
    /// Zoom level, 256-pixel tiles.
    pub zoom: f64,
    /// The visible rectangle, once the map has been drawn.
    pub bounds: Option<Bounds>,
}

/// Where the map shall go.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// Centre and zoom.
    View(LonLat, f64),
    /// Show the whole rectangle.
    Fit(Bounds),
    /// Bring a place into the uncovered part, at least at this zoom.
    Reveal(LonLat, f64),
    /// Zoom by so many levels around the centre.
    ZoomBy(f64),
    /// Move by so many pixels, right and down.
    PanBy(f64, f64),
}

/// A numbered order to the map; the map obeys each number once and never answers back with one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CameraCommand {
    /// Grows with every order.
    pub serial: u32,
    /// Where to go.
    pub target: Target,
    /// Whether to fly there rather than jump.
    pub animate: bool,
}
