//! Markers as obstacles, and their names.

use super::marks::{Align, Font, Mark, Paint, Text};
use super::point::{self, Need, Side};
use super::rect::{Px, Rect};
use super::scene::{Pin, PinKind};
use super::sheet::{Sheet, thin};
use super::style::{self, zoom};
use crate::domain::order;

/// Takes the room of markers and clusters, and marks a route as to be avoided.
pub(super) fn claim(sheet: &mut Sheet) {
    let view = sheet.view();
    for pin in sheet.scene.pins {
        let (p, k) = (view.px(pin.at), pin.scale);
        sheet.room.take(match pin.cluster_radius {
            Some(r) => Rect::around(p, r + 1.0, r + 1.0),
            // The marker's body above its point, without the ends of its rod.
            None => Rect::new(p.x - 15.0 * k, p.y - 39.0 * k, p.x + 15.0 * k, p.y + 2.0 * k),
        });
    }
    let around = view.canvas();
    for line in sheet.scene.route {
        let points: Vec<_> = line.points.iter().map(|&w| view.px(w)).collect();
        for pair in super::clip::line(&points, &around).iter().flat_map(|p| p.points.windows(2)) {
            let length = pair[0].distance(pair[1]);
            let mut d = 0.0;
            while d < length {
                sheet.room.avoid(Rect::around(pair[0].towards(pair[1], d / length), 6.0, 6.0));
                d += 12.0;
            }
        }
    }
}

/// Names the chosen place and stops, west to east.
pub(super) fn name_first(sheet: &mut Sheet) {
    let mut pins = on_canvas(sheet, |p| p.chosen || p.label_always);
    order::sort_by(&mut pins, |a, b| a.1.x.total_cmp(&b.1.x));
    // The chosen place must be named, so it picks its side before the stops do.
    order::sort_by_key(&mut pins, |(p, _)| !p.chosen);
    for (pin, at) in pins {
        let need = if pin.chosen { Need::Always } else { Need::Clear };
        name(sheet, pin, at, need);
    }
    sheet.room.harden();
}

/// Names the other pins of a kind, from the south, whose names are seen first.
pub(super) fn name_kind(sheet: &mut Sheet, kind: PinKind) {
    let from = match kind {
        PinKind::RedSite => 0.0,
        PinKind::Park => zoom::PARK,
        PinKind::LectureVenue | PinKind::Other => zoom::VENUE,
    };
    if sheet.zoom() < from {
        return;
    }
    let mut pins = on_canvas(sheet, |p| !p.chosen && !p.label_always && p.kind == kind);
    order::sort_by(&mut pins, |a, b| b.1.y.total_cmp(&a.1.y).then(a.1.x.total_cmp(&b.1.x)));
    for (pin, at) in pins {
        name(sheet, pin, at, Need::Room);
    }
}

fn on_canvas<'a>(sheet: &Sheet<'a>, wanted: impl Fn(&Pin) -> bool) -> Vec<(&'a Pin<'a>, Px)> {
    let canvas = sheet.view().canvas();
    let pins = sheet.scene.pins.iter().filter(|p| p.cluster_radius.is_none() && wanted(p));
    pins.map(|p| (p, sheet.view().px(p.at))).filter(|(_, at)| canvas.has(*at)).collect()
}

fn name(sheet: &mut Sheet, pin: &Pin, at: Px, need: Need) {
    let colour = match pin.kind {
        PinKind::RedSite => Paint::LabelRedSite,
        PinKind::LectureVenue => Paint::LabelVenue,
        PinKind::Park => Paint::LabelPark,
        PinKind::Other => Paint::Ink2,
    };
    let (size, font, weight, paint, halo) = if pin.chosen {
        (15.0, Font::Serif, 700, colour, style::HALO_CHOSEN)
    } else if pin.label_always {
        (13.5, Font::Sans, 600, Paint::Ink, style::HALO)
    } else if pin.kind == PinKind::RedSite {
        (13.0, Font::Sans, 600, colour, style::HALO)
    } else {
        (12.5, Font::Sans, 500, colour, style::HALO)
    };
    let size = sheet.size(size);
    let sides = sides(pin.scale, sheet.view().label_scale);
    let Some((at, align)) = point::place(pin.label, at, size, &sides, need, &mut sheet.room) else {
        return;
    };
    sheet.labels.push(Mark::Text(Text {
        text: pin.label.to_owned(),
        at,
        angle: 0.0,
        skew: 0.0,
        size: thin(size),
        font,
        weight,
        paint,
        halo: Some((Paint::Halo, halo)),
        align,
    }));
}

/// The sides of a marker of scale `k`, best first, for texts of scale `l`.
fn sides(k: f64, l: f64) -> [Side; 16] {
    use Align::{End, Middle, Start};
    let (below, above) = (10.0 * l + 4.0, -39.0 * k - 11.0 * l);
    [
        Side::new(Start, 15.0 * k + 6.0, -20.0 * k),
        Side::new(End, -15.0 * k - 6.0, -20.0 * k),
        Side::new(Middle, 0.0, below),
        Side::new(Middle, 0.0, above),
        Side::new(Start, 15.0 * k + 5.0, -6.0 * k),
        Side::new(End, -15.0 * k - 5.0, -6.0 * k),
        Side::new(Start, 15.0 * k + 5.0, -34.0 * k),
        Side::new(End, -15.0 * k - 5.0, -34.0 * k),
        Side::new(Middle, 30.0 * l, below),
        Side::new(Middle, -30.0 * l, below),
        Side::new(End, -8.0, 13.0 * l),
        Side::new(Start, 8.0, 13.0 * l),
        Side::new(End, -4.0, 26.0 * l),
        Side::new(Start, 4.0, 26.0 * l),
        Side::new(Start, -14.0 * k, above),
        Side::new(End, 14.0 * k, above),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_side_lies_on_the_marker() {
        for (k, l) in [(0.84, 1.0), (1.36, 1.0), (1.06, 1.5), (1.43, 1.5)] {
            let body = Rect::new(-15.0 * k, -39.0 * k, 15.0 * k, 2.0 * k);
            for s in sides(k, l) {
                let half = 12.5 * l * 0.59;
                let beside = match s.align {
                    Align::Start => s.dx >= body.x1,
                    Align::End => s.dx <= body.x0,
                    Align::Middle => false,
                };
                let clear = s.dy - half >= body.y1 - 1.0 || s.dy + half <= body.y0 + 1.0;
                assert!(beside || clear, "{k} {l} {s:?}");
            }
        }
    }
}
