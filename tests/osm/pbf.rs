//! A small writer of .osm.pbf for tests: dense nodes, ways, no compression.

use std::collections::BTreeMap;

/// Id, longitude, latitude, tags.
type Node = (i64, i64, i64, Vec<u32>);

/// What an extract holds.
#[derive(Default)]
pub struct Writer {
    nodes: Vec<Node>,
    ways: Vec<(i64, Vec<i64>, Vec<u32>)>,
    strings: BTreeMap<String, u32>,
}

impl Writer {
    /// Adds a node, at ten-millionths of a degree, with tags like `barrier=bollard foot=yes`.
    pub fn node(&mut self, id: i64, lon: i64, lat: i64, tags: &str) -> &mut Self {
        let tags = self.tags(tags);
        self.nodes.push((id, lon, lat, tags));
        self
    }

    /// Adds a way over nodes.
    pub fn way(&mut self, id: i64, nodes: &[i64], tags: &str) -> &mut Self {
        let tags = self.tags(tags);
        self.ways.push((id, nodes.to_vec(), tags));
        self
    }

    fn tags(&mut self, tags: &str) -> Vec<u32> {
        let pairs = tags.split(' ').filter_map(|pair| pair.split_once('='));
        let texts: Vec<_> = pairs.flat_map(|(k, v)| [k, v]).map(String::from).collect();
        let mut index = |text| {
            let next = u32::try_from(self.strings.len() + 1).expect("few strings");
            *self.strings.entry(text).or_insert(next)
        };
        texts.into_iter().map(&mut index).collect()
    }

    /// The file's bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = blob("OSMHeader", &header(&["OsmSchema-V0.6", "DenseNodes"]));
        out.extend(blob("OSMData", &self.block()));
        out
    }

    fn block(&self) -> Vec<u8> {
        let mut order: Vec<_> = self.strings.iter().map(|(text, i)| (i, text.as_str())).collect();
        order.sort_unstable();
        let texts = std::iter::once("").chain(order.into_iter().map(|(_, text)| text));
        let table: Vec<u8> = texts.flat_map(|text| field(1, text.as_bytes())).collect();
        let mut out = field(1, &table);
        out.extend(field(2, &field(2, &self.dense())));
        let ways: Vec<u8> = self.ways.iter().flat_map(|way| field(3, &self::way(way))).collect();
        out.extend(field(2, &ways));
        out
    }

    fn dense(&self) -> Vec<u8> {
        let column = |of: fn(&Node) -> i64| -> Vec<u8> { deltas(self.nodes.iter().map(of)) };
        let tags = self.nodes.iter().flat_map(|n| n.3.iter().copied().chain([0]));
        let tags: Vec<u8> = tags.flat_map(|t| number(u64::from(t))).collect();
        [
            field(1, &column(|n| n.0)),
            field(8, &column(|n| n.2)),
            field(9, &column(|n| n.1)),
            field(10, &tags),
        ]
        .concat()
    }
}

fn way((id, nodes, tags): &(i64, Vec<i64>, Vec<u32>)) -> Vec<u8> {
    let column = |skip| -> Vec<u8> {
        tags.iter().skip(skip).step_by(2).flat_map(|&t| number(u64::from(t))).collect()
    };
    let mut out = number(1 << 3);
    out.extend(number(id.cast_unsigned()));
    out.extend(
        [field(2, &column(0)), field(3, &column(1)), field(8, &deltas(nodes.iter().copied()))]
            .concat(),
    );
    out
}

/// A header block that asks for abilities.
pub fn header(features: &[&str]) -> Vec<u8> {
    features.iter().flat_map(|f| field(4, f.as_bytes())).collect()
}

/// A block as it lies in a file: length, header, content.
pub fn blob(kind: &str, content: &[u8]) -> Vec<u8> {
    let body = field(1, content);
    let mut head = field(1, kind.as_bytes());
    head.extend(number(3 << 3));
    head.extend(number(body.len() as u64));
    let mut out = u32::try_from(head.len()).expect("a short head").to_be_bytes().to_vec();
    out.extend(head);
    out.extend(body);
    out
}

/// A field of bytes.
fn field(id: u64, bytes: &[u8]) -> Vec<u8> {
    let mut out = number(id << 3 | 2);
    out.extend(number(bytes.len() as u64));
    out.extend(bytes);
    out
}

fn number(mut n: u64) -> Vec<u8> {
    let mut out = Vec::new();
    while n > 0x7f {
        out.push(u8::try_from(n & 0x7f).expect("seven bits") | 0x80);
        n >>= 7;
    }
    out.push(u8::try_from(n).expect("seven bits"));
    out
}

fn deltas(numbers: impl Iterator<Item = i64>) -> Vec<u8> {
    let mut last = 0;
    let differences = numbers.map(|n| n - std::mem::replace(&mut last, n));
    differences.flat_map(|d| number((d << 1 ^ d >> 63).cast_unsigned())).collect()
}
