//! The numbers of the map's look: widths, sizes and the zooms where things begin.

use super::marks::Paint;
use super::model::RoadClass;

/// Values at zooms, straight lines between them, flat beyond the ends.
type Table = [(f64, f64)];

const EXPRESSWAY: &Table =
    &[(11.0, 1.6), (12.0, 2.6), (13.0, 4.0), (14.0, 6.4), (15.0, 10.0), (16.0, 15.0), (17.0, 22.0)];
const ARTERIAL: &Table =
    &[(11.0, 0.8), (12.0, 1.5), (13.0, 2.8), (14.0, 4.8), (15.0, 8.0), (16.0, 12.0), (17.0, 18.0)];
const MINOR: &Table =
    &[(11.0, 0.2), (13.0, 0.5), (14.0, 1.2), (15.0, 3.0), (16.0, 5.0), (17.0, 8.5)];
const SECONDARY: &Table =
    &[(11.0, 0.4), (12.0, 0.7), (13.0, 1.5), (14.0, 3.0), (15.0, 5.4), (16.0, 8.5), (17.0, 13.0)];
const CANAL: &Table =
    &[(11.0, 1.6), (12.0, 2.4), (13.0, 3.2), (14.0, 5.0), (15.0, 8.0), (16.0, 13.0), (17.0, 20.0)];

/// Below this width a road is a hairline without a casing.
pub const HAIRLINE: f64 = 1.0;

/// An inferred canal is this much narrower, and dashed.
pub const INFERRED: f64 = 0.6;

/// Zooms from which, or below which, things are shown.
pub mod zoom {
    /// Name of the district and its neighbours: below.
    pub const DISTRICT_BELOW: f64 = 14.2;
    /// Names of canals.
    pub const CANAL: f64 = 11.5;
    /// Names of expressways.
    pub const EXPRESSWAY: f64 = 11.8;
    /// Names of arterials.
    pub const ARTERIAL: f64 = 12.6;
    /// Names of secondary roads.
    pub const SECONDARY: f64 = 13.9;
    /// Names of minor roads.
    pub const MINOR: f64 = 15.4;
    /// Buildings.
    pub const BUILDING: f64 = 14.8;
    /// Dots of stations.
    pub const STATION_DOT: f64 = 12.4;
    /// Badges of metro lines.
    pub const METRO_BADGE: f64 = 12.5;
    /// Names of interchanges.
    pub const INTERCHANGE: f64 = 13.0;
    /// Names of all stations.
    pub const STATION: f64 = 14.0;
    /// Names of subdistricts: from and below.
    pub const SUBDISTRICT: (f64, f64) = (12.3, 15.6);
    /// Names of parks that stand as pins.
    pub const PARK: f64 = 13.2;
    /// Names of lecture venues and other pins.
    pub const VENUE: f64 = 14.1;
    /// Other places.
    pub const POI: f64 = 14.8;
    /// Other places of the last rank.
    pub const MINOR_POI: f64 = 15.6;
}

/// Fewest pixels along a line between two settings of its name.
pub const REPEAT: f64 = 900.0;

/// The angle, in degrees from level, beyond which glyphs stand upright and read downward.
pub const STEEP: f64 = 52.0;

/// Most degrees one glyph of a name may turn against the one before, and the whole may turn.
pub const BEND: (f64, f64) = (24.0, 38.0);

/// Band around glyphs in pixels.
pub const HALO: f32 = 3.2;

/// Band around the name of the district in pixels.
pub const HALO_DISTRICT: f32 = 6.0;

/// Band around the name of the chosen place in pixels.
pub const HALO_CHOSEN: f32 = 4.5;

/// The value of a table at a zoom.
#[must_use]
pub fn at(table: &Table, zoom: f64) -> f64 {
    let Some(&(first, low)) = table.first() else { return 0.0 };
    if zoom <= first {
        return low;
    }
    for pair in table.windows(2) {
        let ((z0, v0), (z1, v1)) = (pair[0], pair[1]);
        if zoom <= z1 {
            return v0 + (v1 - v0) * (zoom - z0) / (z1 - z0);
        }
    }
    table[table.len() - 1].1
}

/// Width of a road's fill in pixels.
#[must_use]
pub fn road_width(class: RoadClass, zoom: f64) -> f64 {
    let table = match class {
        RoadClass::Expressway => EXPRESSWAY,
        RoadClass::Arterial => ARTERIAL,
        RoadClass::Secondary => SECONDARY,
        RoadClass::Minor => MINOR,
    };
    at(table, zoom)
}

/// How much wider than its fill a road's casing is, in pixels.
#[must_use]
pub const fn casing(class: RoadClass) -> f64 {
    match class {
        RoadClass::Expressway => 1.7,
        RoadClass::Arterial => 1.6,
        RoadClass::Secondary => 1.3,
        RoadClass::Minor => 1.0,
    }
}

/// Colours of a road's casing and fill.
#[must_use]
pub const fn road_paint(class: RoadClass) -> (Paint, Paint) {
    match class {
        RoadClass::Expressway => (Paint::CasingExpressway, Paint::FillExpressway),
        RoadClass::Arterial => (Paint::CasingArterial, Paint::FillArterial),
        RoadClass::Secondary | RoadClass::Minor => (Paint::CasingSecondary, Paint::FillSecondary),
    }
}

/// Zoom from which a road is named, the size of its name in pixels, its colour and weight.
#[must_use]
pub fn road_name(class: RoadClass, zoom: f64) -> (f64, f64, Paint, u16) {
    match class {
        RoadClass::Expressway => {
            (zoom::EXPRESSWAY, if zoom < 13.0 { 12.0 } else { 12.5 }, Paint::LabelExpressway, 500)
        }
        RoadClass::Arterial => {
            (zoom::ARTERIAL, if zoom < 13.0 { 11.5 } else { 12.5 }, Paint::LabelRoad, 400)
        }
        RoadClass::Secondary => {
            (zoom::SECONDARY, if zoom < 14.5 { 11.5 } else { 12.0 }, Paint::LabelMinor, 400)
        }
        RoadClass::Minor => (zoom::MINOR, 11.5, Paint::LabelMinor, 400),
    }
}

/// Width of a canal in pixels.
#[must_use]
pub fn canal_width(zoom: f64, inferred: bool) -> f64 {
    at(CANAL, zoom) * if inferred { INFERRED } else { 1.0 }
}

/// Widths of a metro line and of its bed in pixels.
#[must_use]
pub fn metro_width(zoom: f64) -> (f64, f64) {
    if zoom > 13.95 { (1.6, 4.0) } else { (1.25, 3.0) }
}

/// Radius of a station's dot in pixels.
#[must_use]
pub fn station_radius(interchange: bool, zoom: f64) -> f64 {
    let grow = if zoom > 14.4 {
        1.25
    } else if zoom < 13.0 {
        0.8
    } else {
        1.0
    };
    grow * if interchange { 3.4 } else { 2.4 }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Width<'a> = &'a dyn Fn(f64) -> f64;

    #[test]
    fn widths_are_those_of_the_drawing_rules() {
        let rows: [(Width, [f64; 5]); 5] = [
            (&|z| road_width(RoadClass::Expressway, z), [2.6, 4.0, 6.4, 10.0, 15.0]),
            (&|z| road_width(RoadClass::Arterial, z), [1.5, 2.8, 4.8, 8.0, 12.0]),
            (&|z| road_width(RoadClass::Secondary, z), [0.7, 1.5, 3.0, 5.4, 8.5]),
            (&|z| canal_width(z, false), [2.4, 3.2, 5.0, 8.0, 13.0]),
            (&|z| metro_width(z).0, [1.25, 1.25, 1.6, 1.6, 1.6]),
        ];
        for (width, want) in rows {
            for (zoom, want) in [12.0, 13.0, 14.0, 15.0, 16.0].into_iter().zip(want) {
                assert!((width(zoom) - want).abs() < 1e-9, "{zoom}: {} {want}", width(zoom));
            }
        }
        assert!((canal_width(12.0, true) - 1.44).abs() < 1e-9);
    }

    #[test]
    fn tables_are_straight_between_and_flat_beyond() {
        assert!((at(ARTERIAL, 12.5) - 2.15).abs() < 1e-9);
        assert!((at(ARTERIAL, 3.0) - 0.8).abs() < 1e-9);
        assert!((at(ARTERIAL, 19.0) - 18.0).abs() < 1e-9);
        assert!(at(&[], 1.0) == 0.0);
    }
}
