//! Names of areas: tracked letters on the emptiest ground inside.

use super::clip;
use super::collide::Room;
use super::ink::Ink;
use super::marks::{Align, Font, Mark, Paint, Text};
use super::rect::{Px, Rect};
use super::sheet::{Sheet, thin};
use super::style::{self, zoom};
use super::{ground, model::District};
use crate::domain::order;

/// Pixels between two places tried for the name of a district.
const STRIDE: f64 = 20.0;

/// What a pixel away from where a name belongs costs against ink under it.
const PULL_DISTRICT: f64 = 0.06;
const PULL_SUBDISTRICT: f64 = 0.2;

/// How far from its point the name of a subdistrict may stand, in pixels: the points are middles
/// known to some hundred metres, so a little nearer to empty ground is no less true.
const STRAY: [(f64, f64); 19] = [
    (0.0, 0.0),
    (0.0, 14.0),
    (0.0, -14.0),
    (24.0, 0.0),
    (-24.0, 0.0),
    (0.0, 26.0),
    (0.0, -26.0),
    (44.0, 0.0),
    (-44.0, 0.0),
    (30.0, 18.0),
    (-30.0, -18.0),
    (30.0, -18.0),
    (-30.0, 18.0),
    (40.0, 34.0),
    (-40.0, -34.0),
    (40.0, -34.0),
    (-40.0, 34.0),
    (0.0, 44.0),
    (0.0, -44.0),
];

/// How the name of an area is set.
struct Setting {
    size: f64,
    /// Space between letters in em.
    track: f64,
    weight: u16,
    paint: Paint,
    halo: (Paint, f32),
}

impl Setting {
    fn step(&self) -> f64 {
        self.size * (1.0 + self.track)
    }

    /// The box of a name around a point.
    fn around(&self, name: &str, at: Px) -> Rect {
        let width = self.step() * gaps(name) + self.size;
        Rect::around(at, width / 2.0 + 4.0, self.size * 0.62)
    }

    fn write(&self, name: &str, at: Px, out: &mut Vec<Mark>) {
        let width = self.step() * gaps(name);
        let mut x = at.x - width / 2.0;
        for c in name.chars() {
            out.push(Mark::Text(Text {
                text: c.to_string(),
                at: Px::new(x, at.y),
                angle: 0.0,
                skew: 0.0,
                size: thin(self.size),
                font: Font::Serif,
                weight: self.weight,
                paint: self.paint,
                halo: Some(self.halo),
                align: Align::Middle,
            }));
            x += self.step();
        }
    }
}

#[allow(clippy::cast_precision_loss)] // Gaps between letters, far below 2^53.
fn gaps(name: &str) -> f64 {
    name.chars().count().saturating_sub(1) as f64
}

/// Names the district and its neighbours.
pub(super) fn name_districts(sheet: &mut Sheet, ink: &Ink) {
    if !sheet.scene.show.areas || sheet.zoom() >= zoom::DISTRICT_BELOW {
        return;
    }
    let home = Setting {
        size: sheet.size(30.0),
        track: 0.9,
        weight: 600,
        paint: Paint::LabelDistrict,
        halo: (Paint::Halo, style::HALO_DISTRICT),
    };
    let neighbour = Setting {
        size: sheet.size(17.0),
        track: 0.35,
        weight: 500,
        paint: Paint::LabelNeighbour,
        halo: (Paint::Outside, style::HALO),
    };
    let base = sheet.base;
    let is_home = |d: &&District| d.name == sheet.scene.home_name;
    let mut all: Vec<_> =
        base.ground.districts.iter().filter(is_home).map(|d| (d, &home)).collect();
    all.extend(base.ground.districts.iter().filter(|d| !is_home(d)).map(|d| (d, &neighbour)));
    for (district, setting) in all {
        if let Some(at) = district_place(sheet, district, setting, ink) {
            sheet.room.take(setting.around(&district.name, at));
            setting.write(&district.name, at, &mut sheet.labels);
        }
    }
}

/// Where the name of a district stands: wholly inside what is seen of it, on little ink, near the
/// middle of that. Places count from the world's corner, so that a name does not creep.
fn district_place(sheet: &Sheet, district: &District, s: &Setting, ink: &Ink) -> Option<Px> {
    let frame = *sheet.room.frame();
    let rings: Vec<_> = ground::rings(sheet, district)
        .iter()
        .map(|r| clip::ring(r, &frame))
        .filter(|r| r.len() > 2)
        .collect();
    let largest = rings.iter().max_by(|a, b| size(a).total_cmp(&size(b)))?;
    let (middle, corner) = (centroid(largest), sheet.view().world(Px::default()));
    let scale = sheet.zoom().exp2();
    let first = |from: f64, world: f64| {
        let offset = (world * scale + from).rem_euclid(STRIDE);
        from + STRIDE - offset
    };
    let mut places = Vec::new();
    let within = bounds(largest);
    let mut y = first(within.y0, corner.y);
    while y < within.y1 {
        let mut x = first(within.x0, corner.x);
        while x < within.x1 {
            let at = Px::new(x, y);
            let under = s.around(&district.name, at).grown(6.0);
            places.push((ink.under(&under) + at.distance(middle) * PULL_DISTRICT, at));
            x += STRIDE;
        }
        y += STRIDE;
    }
    // Cheap costs for all, the dear test of the polygon only until one passes.
    order::sort_by(&mut places, |a, b| a.0.total_cmp(&b.0));
    let stands = |at: Px| {
        let b = s.around(&district.name, at);
        sheet.room.fits(&b) && corners(&b.grown(6.0)).iter().all(|&c| clip::inside(largest, c))
    };
    places.into_iter().map(|(_, at)| at).find(|&at| stands(at))
}

/// Names subdistricts.
pub(super) fn name_subdistricts(sheet: &mut Sheet, ink: &Ink) {
    let (from, below) = zoom::SUBDISTRICT;
    if !sheet.scene.show.areas || sheet.zoom() <= from || sheet.zoom() >= below {
        return;
    }
    let setting = Setting {
        size: sheet.size(if sheet.zoom() < 13.0 { 13.0 } else { 14.0 }),
        track: 0.22,
        weight: 600,
        paint: Paint::LabelSubdistrict,
        halo: (Paint::Halo, style::HALO),
    };
    let base = sheet.base;
    for sub in &base.subdistricts {
        let point = sheet.view().px(sub.at);
        if let Some(at) = stray(&sheet.room, ink, &setting, &sub.name, point) {
            sheet.room.take(setting.around(&sub.name, at));
            setting.write(&sub.name, at, &mut sheet.labels);
        }
    }
}

fn stray(room: &Room, ink: &Ink, s: &Setting, name: &str, point: Px) -> Option<Px> {
    let mut best: Option<(f64, Px)> = None;
    for (dx, dy) in STRAY {
        let at = Px::new(point.x + dx, point.y + dy);
        let b = s.around(name, at);
        let cost = ink.under(&b) + dx.hypot(dy) * PULL_SUBDISTRICT;
        if best.is_none_or(|(least, _)| cost < least) && room.fits(&b) {
            best = Some((cost, at));
        }
    }
    best.map(|(_, at)| at)
}

/// The box around a ring.
fn bounds(ring: &[Px]) -> Rect {
    let point = |p: &Px| Rect::new(p.x, p.y, p.x, p.y);
    ring.iter().map(point).reduce(|a, b| a.with(&b)).unwrap_or_default()
}

fn corners(b: &Rect) -> [Px; 4] {
    [Px::new(b.x0, b.y0), Px::new(b.x1, b.y0), Px::new(b.x1, b.y1), Px::new(b.x0, b.y1)]
}

/// Twice the signed area of a ring, and the sums its centroid is made of.
fn moments(ring: &[Px]) -> (f64, f64, f64) {
    let mut sums = (0.0, 0.0, 0.0);
    for (i, &b) in ring.iter().enumerate() {
        let a = ring[if i == 0 { ring.len() - 1 } else { i - 1 }];
        let cross = a.x * b.y - b.x * a.y;
        sums = (sums.0 + cross, sums.1 + (a.x + b.x) * cross, sums.2 + (a.y + b.y) * cross);
    }
    sums
}

fn size(ring: &[Px]) -> f64 {
    moments(ring).0.abs()
}

fn centroid(ring: &[Px]) -> Px {
    let (area, x, y) = moments(ring);
    if area.abs() < 1e-9 {
        return ring.first().copied().unwrap_or_default();
    }
    Px::new(x / (3.0 * area), y / (3.0 * area))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_an_l_lies_towards_its_corner() {
        let l: Vec<_> = [(0.0, 0.0), (4.0, 0.0), (4.0, 1.0), (1.0, 1.0), (1.0, 4.0), (0.0, 4.0)]
            .map(|(x, y)| Px::new(x, y))
            .into();
        let c = centroid(&l);
        assert!((size(&l) - 14.0).abs() < 1e-9);
        assert!((c.x - 19.0 / 14.0).abs() < 1e-9 && (c.y - c.x).abs() < 1e-9, "{c:?}");
    }

    #[test]
    fn a_name_strays_from_ink_and_from_what_is_taken() {
        let canvas = Rect::new(0.0, 0.0, 400.0, 400.0);
        let road = clip::line(&[Px::new(0.0, 200.0), Px::new(400.0, 200.0)], &canvas);
        let ink = Ink::new(&canvas, [(road.as_slice(), 2.0)].into_iter());
        let mut room = Room::new(canvas, canvas);
        let s = Setting {
            size: 14.0,
            track: 0.22,
            weight: 600,
            paint: Paint::LabelSubdistrict,
            halo: (Paint::Halo, 3.2),
        };
        let point = Px::new(200.0, 200.0);
        let at = stray(&room, &ink, &s, "杜岭街道", point).unwrap();
        assert!((at.y - 200.0).abs() > 10.0, "off the road: {at:?}");
        room.take(s.around("杜岭街道", at));
        let next = stray(&room, &ink, &s, "杜岭街道", point).unwrap();
        assert!(!s.around("", next).meets(&s.around("杜岭街道", at)));
        room.take(canvas);
        assert!(stray(&room, &ink, &s, "杜岭街道", point).is_none());
    }
}
