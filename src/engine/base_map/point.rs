//! Labels beside a point: the first side with room.

use super::collide::Room;
use super::marks::Align;
use super::rect::{Px, Rect};

/// A side of a point a label may stand on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Side {
    /// What of the label stands there.
    pub align: Align,
    /// Offset of that from the point in pixels.
    pub dx: f64,
    /// Offset of the label's middle line from the point in pixels.
    pub dy: f64,
}

impl Side {
    /// A side.
    #[must_use]
    pub const fn new(align: Align, dx: f64, dy: f64) -> Self {
        Self { align, dx, dy }
    }
}

/// How hard a label insists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Left out where there is no room.
    Room,
    /// Tries sides clear of what is only to be avoided first.
    Clear,
    /// As `Clear`, and stands on the first side even where there is no room.
    Always,
}

/// The width of a text in pixels, near enough for layout without a font: full-width characters are
/// an em, a space 0.3, others 0.58.
#[must_use]
pub fn text_width(text: &str, size: f64) -> f64 {
    let em = |c: char| match c {
        '\u{2e80}'.. => 1.0,
        ' ' => 0.3,
        _ => 0.58,
    };
    text.chars().map(em).sum::<f64>() * size
}

/// The box a label takes on a side of a point.
fn around(text: &str, at: Px, size: f64, on: &Side) -> Rect {
    let (width, height, x) = (text_width(text, size), size * 1.18, at.x + on.dx);
    let left = match on.align {
        Align::Start => x,
        Align::Middle => x - width / 2.0,
        Align::End => x - width,
    };
    let top = at.y + on.dy - height / 2.0;
    Rect::new(left - 3.0, top - 1.0, left + width + 3.0, top + height + 1.0)
}

/// Finds a place for a label and takes it: its anchor and the side it stands on.
pub fn place(
    text: &str,
    at: Px,
    size: f64,
    sides: &[Side],
    need: Need,
    room: &mut Room,
) -> Option<(Px, Align)> {
    let around = |s: &Side| around(text, at, size, s);
    let clear = || sides.iter().find(|s| room.fits_clear(&around(s)));
    let any = || sides.iter().find(|s| room.fits(&around(s)));
    let found = match need {
        Need::Room => any(),
        Need::Clear => clear().or_else(any),
        Need::Always => clear().or_else(any).or_else(|| sides.first()),
    }?;
    let taken = around(found);
    room.take(taken);
    Some((Px::new(at.x + found.dx, at.y + found.dy), found.align))
}

/// As [`place`], but of the sides with room takes the one that costs least, the first of equals.
pub(super) fn place_cheapest(
    text: &str,
    at: Px,
    size: f64,
    sides: &[Side],
    cost: impl Fn(&Rect) -> f64,
    room: &mut Room,
) -> Option<(Px, Align)> {
    let boxes = sides.iter().map(|s| (s, around(text, at, size, s)));
    let fitting = boxes.filter(|(_, b)| room.fits(b)).map(|(s, b)| (cost(&b), s));
    let (_, least) = fitting.min_by(|a, b| a.0.total_cmp(&b.0))?;
    place(text, at, size, &[*least], Need::Room, room)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIDES: [Side; 2] = [Side::new(Align::Start, 8.0, 0.0), Side::new(Align::End, -8.0, 0.0)];

    fn room() -> Room {
        let canvas = Rect::new(0.0, 0.0, 400.0, 200.0);
        Room::new(canvas, canvas)
    }

    #[test]
    fn takes_the_next_side_then_none_then_the_first_if_it_must() {
        let (mut room, at) = (room(), Px::new(200.0, 100.0));
        let mut go = |need| place("胡公祠", at, 13.0, &SIDES, need, &mut room);
        assert_eq!(go(Need::Room).unwrap().1, Align::Start);
        assert_eq!(go(Need::Room).unwrap().1, Align::End);
        assert_eq!(go(Need::Room), None);
        assert_eq!(go(Need::Always).unwrap().1, Align::Start);
    }

    #[test]
    fn prefers_a_side_clear_of_the_route() {
        let (mut room, at) = (room(), Px::new(200.0, 100.0));
        room.avoid(Rect::new(210.0, 90.0, 220.0, 110.0));
        assert_eq!(place("a", at, 13.0, &SIDES, Need::Clear, &mut room).unwrap().1, Align::End);
    }

    #[test]
    fn measures_han_and_latin() {
        assert!((text_width("金水 A1", 10.0) - (20.0 + 3.0 + 11.6)).abs() < 1e-9);
    }
}
