//! Coordinates: nested lists of numbers, walked once, every fault with its offset.

use super::fault::{Found, GeometryFault};
use super::shape::Position;
use crate::domain::LonLat;

/// How many faults of one geometry are told.
const MOST: usize = 100;

/// Walks coordinates that are already known to be JSON; offsets of the file go with every fault.
pub(super) struct Reader<'t, 'f> {
    /// The text of the coordinates.
    pub text: &'t str,
    /// How far it is read.
    pub at: usize,
    /// Where the text begins in the file.
    pub offset: usize,
    /// How many faults there were, told or not.
    pub bad: usize,
    /// What was found.
    pub faults: &'f mut Vec<Found>,
}

impl Reader<'_, '_> {
    fn fault(&mut self, at: usize, fault: GeometryFault) {
        self.bad += 1;
        // One bracket too few makes every number wrong: once is enough. Nor need anyone see thousands.
        let again = fault == GeometryFault::Nesting
            && self.faults.iter().any(|(_, f)| *f == GeometryFault::Nesting);
        if !again && self.bad <= MOST {
            self.faults.push((self.offset + at, fault));
        }
    }

    fn peek(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        bytes.get(self.at).copied().unwrap_or(b']')
    }

    /// Goes through the entries of the list that starts here; anything but a list is a fault of nesting.
    fn each(&mut self, mut entry: impl FnMut(&mut Self)) {
        if self.peek() != b'[' {
            let at = self.at;
            self.fault(at, GeometryFault::Nesting);
            self.skip();
            return;
        }
        self.at += 1;
        loop {
            match self.peek() {
                b']' => break,
                b',' => self.at += 1,
                _ => entry(self),
            }
        }
        self.at += 1;
    }

    /// Leaves out one value of any kind.
    fn skip(&mut self) {
        let mut depth = 0_usize;
        let mut quoted = false;
        let bytes = self.text.as_bytes();
        while let Some(&b) = bytes.get(self.at) {
            match b {
                b'\\' if quoted => self.at += 1,
                b'"' => quoted = !quoted,
                b'[' | b'{' if !quoted => depth += 1,
                b']' | b'}' | b',' if !quoted && depth == 0 => return,
                b']' | b'}' if !quoted => depth -= 1,
                _ => {}
            }
            self.at += 1;
        }
    }

    pub fn position(&mut self) -> Option<Position> {
        self.peek();
        let (start, before) = (self.at, self.bad);
        let mut at = [0.0; 2];
        let mut numbers = 0;
        self.each(|reader| {
            let from = reader.at;
            let first = reader.peek();
            reader.skip();
            let part = reader.text.get(from..reader.at).unwrap_or_default().trim();
            match crate::json::decimal::parse(part) {
                Some(v) if first == b'-' || first.is_ascii_digit() => {
                    if let Some(slot) = at.get_mut(numbers) {
                        *slot = v;
                    }
                    numbers += 1;
                }
                _ if first == b'[' => reader.fault(from, GeometryFault::Nesting),
                _ => reader.fault(from, GeometryFault::NotANumber),
            }
        });
        if self.bad > before {
            return None;
        }
        let [lon, lat] = at;
        if numbers < 2 {
            self.fault(start, GeometryFault::Position(numbers));
            return None;
        }
        if LonLat::new(lon, lat).is_err() {
            let swapped = LonLat::new(lat, lon).is_ok();
            self.fault(
                start,
                if swapped {
                    GeometryFault::Swapped(lon, lat)
                } else {
                    GeometryFault::OutOfRange(lon, lat)
                },
            );
            return None;
        }
        Some(Position { offset: self.offset + start, at, numbers })
    }

    pub fn run(&mut self) -> Vec<Position> {
        let mut out = Vec::new();
        self.each(|reader| out.extend(reader.position()));
        out
    }

    pub fn line(&mut self, ring: bool) -> Vec<Position> {
        self.peek();
        let (start, before) = (self.at, self.bad);
        let line = self.run();
        if self.bad > before {
            return line;
        }
        if ring && line.len() < 4 {
            self.fault(start, GeometryFault::ShortRing(line.len()));
        } else if ring && line.first().map(|p| p.at) != line.last().map(|p| p.at) {
            self.fault(start, GeometryFault::OpenRing);
        } else if line.len() < 2 {
            self.fault(start, GeometryFault::ShortLine(line.len()));
        }
        line
    }

    pub fn lines(&mut self, ring: bool) -> Vec<Vec<Position>> {
        let mut out = Vec::new();
        self.each(|reader| out.push(reader.line(ring)));
        out
    }

    pub fn areas(&mut self) -> Vec<Vec<Vec<Position>>> {
        let mut out = Vec::new();
        self.each(|reader| out.push(reader.lines(true)));
        out
    }
}
