//! What is to be drawn: the view, the pins over it and what keeps labels away.

use super::rect::{Px, Rect};
use crate::domain::mercator::World;

/// The window onto the world.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// What stands in the middle of the canvas.
    pub centre: World,
    /// Zoom, whole or not.
    pub zoom: f64,
    /// Width of the canvas in CSS pixels.
    pub width: f64,
    /// Height of the canvas in CSS pixels.
    pub height: f64,
    /// The part of the canvas that is seen at rest, inside the neat line where there is one. No
    /// label crosses its edge; names of areas and the first setting of road names stay inside.
    pub frame: Rect,
    /// Scale of all texts: 1, or 1.5 for elders.
    pub label_scale: f64,
}

impl View {
    /// A view whose canvas is just what is seen.
    #[must_use]
    pub const fn whole(centre: World, zoom: f64, width: f64, height: f64) -> Self {
        let frame = Rect::new(0.0, 0.0, width, height);
        Self { centre, zoom, width, height, frame, label_scale: 1.0 }
    }

    /// Where a position stands on the canvas.
    #[must_use]
    pub fn px(&self, w: World) -> Px {
        let k = self.zoom.exp2();
        Px {
            x: (w.x - self.centre.x) * k + self.width / 2.0,
            y: (w.y - self.centre.y) * k + self.height / 2.0,
        }
    }

    /// The position at a point of the canvas.
    #[must_use]
    pub fn world(&self, p: Px) -> World {
        let k = self.zoom.exp2();
        World {
            x: (p.x - self.width / 2.0) / k + self.centre.x,
            y: (p.y - self.height / 2.0) / k + self.centre.y,
        }
    }

    /// The north-western and south-eastern corner of the canvas.
    #[must_use]
    pub fn corners(&self) -> (World, World) {
        (self.world(Px::default()), self.world(Px::new(self.width, self.height)))
    }

    /// The canvas as a box.
    #[must_use]
    pub const fn canvas(&self) -> Rect {
        Rect::new(0.0, 0.0, self.width, self.height)
    }
}

/// A marker standing on the map. It is drawn elsewhere; here it is an obstacle with a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pin<'a> {
    /// Where its point stands.
    pub at: World,
    /// Its name in the language of the interface.
    pub label: &'a str,
    /// What it marks.
    pub kind: PinKind,
    /// Its scale against the full 36 × 43 pixels, markers' own scale included.
    pub scale: f64,
    /// Whether it is the chosen place.
    pub chosen: bool,
    /// Whether its name shows at every zoom, as a stop's does.
    pub label_always: bool,
    /// The radius in pixels of a cluster, which is an obstacle only.
    pub cluster_radius: Option<f64>,
}

/// What a pin marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinKind {
    /// 红色史迹.
    RedSite,
    /// 宣讲场所.
    LectureVenue,
    /// 公园.
    Park,
    /// Any other category.
    Other,
}

/// How a line over the base is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RouteKind {
    /// A way along streets.
    Way,
    /// An estimate.
    Estimate,
    /// From a street to a door.
    Door,
}

/// A line over the base, such as a leg of a tour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RouteLine<'a> {
    /// Where it runs, in its direction.
    pub points: &'a [World],
    /// How it is drawn.
    pub kind: RouteKind,
    /// Whether it stands out among others.
    pub strong: bool,
}

/// Which parts of the base are wanted: elder mode leaves all but the ground out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // each is a part of its own
pub struct Show {
    /// Land and the mask outside; without them something else lies under the map.
    pub ground: bool,
    /// Names of districts and subdistricts.
    pub areas: bool,
    /// Metro lines, stations and their names.
    pub metro: bool,
    /// Other places.
    pub pois: bool,
}

impl Default for Show {
    fn default() -> Self {
        Self { ground: true, areas: true, metro: true, pois: true }
    }
}

/// All that a layout is made from besides the base map.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The window.
    pub view: View,
    /// Markers and clusters.
    pub pins: &'a [Pin<'a>],
    /// Interface boxes over the map, in pixels of the canvas.
    pub avoid: &'a [Rect],
    /// Lines drawn over the base, such as a route: names keep off them.
    pub route: &'a [RouteLine<'a>],
    /// Name of the district the map is about; the ground outside it is dimmed.
    pub home_name: &'a str,
    /// What is wanted of the base.
    pub show: Show,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::LonLat;

    #[test]
    fn a_pixel_goes_there_and_back() {
        let view = View::whole(LonLat::clamped(113.68, 34.78).into(), 13.3, 1060.0, 836.0);
        let p = Px::new(17.0, 801.5);
        let q = view.px(view.world(p));
        assert!(p.distance(q) < 1e-6);
        assert_eq!(view.px(view.centre), Px::new(530.0, 418.0));
    }
}
