//! Vector tiles (Mapbox Vector Tile 2.1): protocol buffers, read in place.

use super::directory::varint;

/// The extent of a tile that names none.
const EXTENT: u32 = 4096;

/// What a feature is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Points.
    Points,
    /// Lines.
    Lines,
    /// Rings, the last point not repeated.
    Rings,
}

/// A value of a feature.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// A text.
    Text(&'a str),
    /// A whole number; truth is 1.
    Whole(i64),
    /// Anything else.
    Other,
}

/// A layer of a tile.
#[derive(Debug, Clone, Default)]
pub struct Layer<'a> {
    /// Its name.
    pub name: &'a str,
    /// Steps along a side of the tile.
    pub extent: u32,
    keys: Vec<&'a str>,
    values: Vec<Value<'a>>,
    features: Vec<&'a [u8]>,
}

/// A feature of a layer.
#[derive(Debug, Clone, Copy)]
pub struct Feature<'a> {
    /// What it is made of.
    pub shape: Shape,
    layer: &'a Layer<'a>,
    tags: &'a [u8],
    geometry: &'a [u8],
}

/// A point in steps of the layer's extent from the tile's north-western corner.
pub type Step = (i32, i32);

/// The layers of a tile; `None` where the bytes are no tile.
#[must_use]
pub fn layers(tile: &[u8]) -> Option<Vec<Layer<'_>>> {
    let mut out = Vec::new();
    fields(tile, |number, field| {
        if let (3, Field::Bytes(bytes)) = (number, field) {
            out.push(layer(bytes)?);
        }
        Some(())
    })?;
    Some(out)
}

fn layer(bytes: &[u8]) -> Option<Layer<'_>> {
    let mut out = Layer { extent: EXTENT, ..Layer::default() };
    fields(bytes, |number, field| {
        match (number, field) {
            (1, Field::Bytes(b)) => out.name = str::from_utf8(b).ok()?,
            (2, Field::Bytes(b)) => out.features.push(b),
            (3, Field::Bytes(b)) => out.keys.push(str::from_utf8(b).ok()?),
            (4, Field::Bytes(b)) => out.values.push(value(b)?),
            (5, Field::Number(n)) => out.extent = u32::try_from(n).ok().filter(|&n| n > 0)?,
            _ => {}
        }
        Some(())
    })?;
    Some(out)
}

fn value(bytes: &[u8]) -> Option<Value<'_>> {
    let mut out = Value::Other;
    fields(bytes, |number, field| {
        match (number, field) {
            (1, Field::Bytes(b)) => out = Value::Text(str::from_utf8(b).ok()?),
            (4 | 5 | 7, Field::Number(n)) => out = Value::Whole(i64::try_from(n).ok()?),
            (6, Field::Number(n)) => out = Value::Whole(zigzag(n)),
            _ => {}
        }
        Some(())
    })?;
    Some(out)
}

impl<'a> Layer<'a> {
    /// Its features; one of an unknown kind is left out.
    pub fn features(&'a self) -> impl Iterator<Item = Feature<'a>> {
        self.features.iter().filter_map(|bytes| self.feature(bytes))
    }

    fn feature(&'a self, bytes: &'a [u8]) -> Option<Feature<'a>> {
        let (mut shape, mut tags, mut geometry) = (None, &[][..], &[][..]);
        fields(bytes, |number, field| {
            match (number, field) {
                (2, Field::Bytes(b)) => tags = b,
                (3, Field::Number(1)) => shape = Some(Shape::Points),
                (3, Field::Number(2)) => shape = Some(Shape::Lines),
                (3, Field::Number(3)) => shape = Some(Shape::Rings),
                (4, Field::Bytes(b)) => geometry = b,
                _ => {}
            }
            Some(())
        })?;
        Some(Feature { shape: shape?, layer: self, tags, geometry })
    }
}

impl<'a> Feature<'a> {
    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Value<'a>> {
        let mut rest = self.tags;
        while !rest.is_empty() {
            let (k, v) = (varint(&mut rest)?, varint(&mut rest)?);
            let name = self.layer.keys.get(usize::try_from(k).ok()?)?;
            if *name == key {
                return self.layer.values.get(usize::try_from(v).ok()?).copied();
            }
        }
        None
    }

    /// The text of a key; empty where there is none.
    #[must_use]
    pub fn text(&self, key: &str) -> &'a str {
        match self.get(key) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// The whole number of a key.
    #[must_use]
    pub fn whole(&self, key: &str) -> Option<i64> {
        match self.get(key)? {
            Value::Whole(n) => Some(n),
            _ => None,
        }
    }

    /// Its points, lines or rings; what comes after a broken command is left out.
    #[must_use]
    pub fn parts(&self) -> Vec<Vec<Step>> {
        let mut out: Vec<Vec<Step>> = Vec::new();
        let (mut rest, mut at) = (self.geometry, (0_i32, 0_i32));
        while let Some(command) = varint(&mut rest) {
            // The lower three bits say what to do, the others how often.
            if command & 7 == 7 {
                continue;
            }
            for _ in 0..command >> 3 {
                let Some((dx, dy)) = varint(&mut rest).zip(varint(&mut rest)) else {
                    return out;
                };
                at = (at.0.wrapping_add(step(dx)), at.1.wrapping_add(step(dy)));
                match (command & 7, out.last_mut()) {
                    (1, _) => out.push(vec![at]),
                    (2, Some(part)) => part.push(at),
                    _ => return out,
                }
            }
        }
        out
    }
}

/// A signed number from its zigzag code.
fn zigzag(n: u64) -> i64 {
    (n >> 1).cast_signed() ^ -(n & 1).cast_signed()
}

#[allow(clippy::cast_possible_truncation)] // A step in a tile; more is damage, and clipped anyway.
fn step(n: u64) -> i32 {
    zigzag(n) as i32
}

/// A field of a message.
enum Field<'a> {
    Number(u64),
    Bytes(&'a [u8]),
    Fixed,
}

/// Goes through the fields of a message; `None` where it is broken or `each` says so.
fn fields<'a>(bytes: &'a [u8], mut each: impl FnMut(u64, Field<'a>) -> Option<()>) -> Option<()> {
    let mut rest = bytes;
    while !rest.is_empty() {
        let key = varint(&mut rest)?;
        let field = match key & 7 {
            0 => Field::Number(varint(&mut rest)?),
            2 => {
                let length = usize::try_from(varint(&mut rest)?).ok()?;
                let (field, after) = rest.split_at_checked(length)?;
                rest = after;
                Field::Bytes(field)
            }
            fixed => {
                let length = match fixed {
                    1 => 8,
                    5 => 4,
                    _ => return None,
                };
                rest = rest.get(length..)?;
                Field::Fixed
            }
        };
        each(key >> 3, field)?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use mvt::{GeomEncoder, GeomType, Tile};
    use proptest::prelude::*;

    /// A tile made by the library: a line of two parts with every kind of value, a point, a ring.
    fn tile() -> Vec<u8> {
        let mut tile = Tile::new(4096);
        let two = GeomEncoder::new(GeomType::Linestring)
            .point(0.0, 10.0)
            .and_then(|g| g.point(100.0, 10.0))
            .and_then(GeomEncoder::complete)
            .and_then(|g| g.point(7.0, 4096.0))
            .and_then(|g| g.point(-5.0, 4000.0))
            .and_then(GeomEncoder::encode)
            .unwrap();
        let mut line = tile.create_layer("roads").into_feature(two);
        line.add_tag_string("name", "金水路");
        line.add_tag_int("level", 1);
        line.add_tag_sint("below", -2);
        line.add_tag_bool("bridge", true);
        line.add_tag_double("width", 3.5);
        tile.add_layer(line.into_layer()).unwrap();
        let ring = GeomEncoder::new(GeomType::Polygon)
            .point(0.0, 0.0)
            .and_then(|g| g.point(0.0, 9.0))
            .and_then(|g| g.point(9.0, 9.0))
            .and_then(GeomEncoder::encode)
            .unwrap();
        let ring = tile.create_layer("water").into_feature(ring).into_layer();
        tile.add_layer(ring).unwrap();
        tile.to_bytes().unwrap()
    }

    #[test]
    fn reads_what_the_library_writes() {
        let bytes = tile();
        let all = layers(&bytes).unwrap();
        let road = all[0].features().next().unwrap();
        assert_eq!((all[0].name, all[0].extent, road.shape), ("roads", 4096, Shape::Lines));
        assert_eq!(road.parts(), [vec![(0, 10), (100, 10)], vec![(7, 4096), (-5, 4000)]]);
        assert_eq!(road.text("name"), "金水路");
        assert_eq!((road.whole("level"), road.whole("below")), (Some(1), Some(-2)));
        assert_eq!((road.whole("bridge"), road.get("width")), (Some(1), Some(Value::Other)));
        assert_eq!((road.get("none"), road.text("level")), (None, ""));
        let water = all[1].features().next().unwrap();
        assert_eq!((water.shape, water.parts().len()), (Shape::Rings, 1));
        let mut ring = water.parts().remove(0);
        ring.sort_unstable();
        assert_eq!(ring, [(0, 0), (0, 9), (9, 9)]);
    }

    proptest! {
        #[test]
        fn any_damage_does_no_harm(at: prop::sample::Index, byte: u8, cut: prop::sample::Index) {
            let mut bytes = tile();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            bytes.truncate(cut.index(bytes.len()) + 1);
            for layer in layers(&bytes).unwrap_or_default() {
                for feature in layer.features() {
                    prop_assert!(feature.parts().iter().map(Vec::len).sum::<usize>() <= bytes.len());
                    let _ = feature.text("name");
                }
            }
        }
    }
}
