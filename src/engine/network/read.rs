//! Bytes of a network's file → [`Network`].

use super::access::{Access, Class};
use super::micro::Micro;
use super::model::{Edge, Network};
use super::varint::Reader;
use super::write::{CHECKSUM, MAGIC, VERSION, checksum};
use thiserror::Error;

/// Why bytes are no street network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NetworkError {
    /// The file does not begin as one.
    #[error("not a street network")]
    Foreign,
    /// Written by a newer or unknown version.
    #[error("street network version {0} is not known here")]
    Version(u8),
    /// Cut or changed on its way: the checksum differs.
    #[error("the street network is damaged or cut off")]
    Damaged,
    /// The checksum is right, but what it covers makes no network.
    #[error("the street network contradicts itself: {0}")]
    Contradiction(&'static str),
}

use NetworkError::Contradiction;

impl Network {
    /// Reads a network.
    ///
    /// # Errors
    /// When the bytes are no sound network of a known version.
    pub fn parse(bytes: &[u8]) -> Result<Self, NetworkError> {
        let Some([version, flags, ..]) = bytes.strip_prefix(MAGIC) else {
            return Err(NetworkError::Foreign);
        };
        if *version != VERSION {
            return Err(NetworkError::Version(*version));
        }
        let (body, sum) = bytes.split_last_chunk::<CHECKSUM>().ok_or(NetworkError::Damaged)?;
        if checksum(body) != u32::from_le_bytes(*sum) {
            return Err(NetworkError::Damaged);
        }
        let body = body.get(MAGIC.len() + 2..).ok_or(NetworkError::Damaged)?;
        parse_body(Reader::new(body), flags & 1 == 1)
    }
}

fn parse_body(mut r: Reader, schematic: bool) -> Result<Network, NetworkError> {
    let mut network = Network { schematic, ..Network::default() };
    network.credits = text(&mut r).ok_or(Contradiction("credits"))?;
    network.names.push(String::new());
    for _ in 0..count(&mut r, 1).ok_or(Contradiction("number of names"))? {
        network.names.push(text(&mut r).ok_or(Contradiction("a name"))?);
    }
    let nodes = count(&mut r, 2).ok_or(Contradiction("number of junctions"))?;
    let nodes = points(&mut r, Micro::default(), nodes, &mut network.nodes);
    nodes.ok_or(Contradiction("a junction"))?;
    let edges = count(&mut r, 7).ok_or(Contradiction("number of edges"))?;
    network.edges.reserve_exact(edges);
    for _ in 0..edges {
        let edge = edge(&mut r, &mut network).ok_or(Contradiction("an edge"))?;
        network.edges.push(edge);
    }
    if r.left() > 0 {
        return Err(Contradiction("bytes after its end"));
    }
    Ok(network)
}

/// A number of things that take at least `bytes` bytes each, so that no lie about it reserves memory.
fn count(r: &mut Reader, bytes: usize) -> Option<usize> {
    let n: usize = r.small()?;
    (n.checked_mul(bytes)? <= r.left() && u32::try_from(n).is_ok()).then_some(n)
}

fn text(r: &mut Reader) -> Option<String> {
    let n = r.small()?;
    String::from_utf8(r.take(n)?.to_vec()).ok()
}

fn points(r: &mut Reader, last: Micro, n: usize, out: &mut Vec<Micro>) -> Option<()> {
    let (mut x, mut y) = (i64::from(last.x), i64::from(last.y));
    out.reserve(n);
    for _ in 0..n {
        (x, y) = (x.checked_add(r.signed()?)?, y.checked_add(r.signed()?)?);
        out.push(Micro::new(x, y)?);
    }
    Some(())
}

fn edge(r: &mut Reader, network: &mut Network) -> Option<Edge> {
    let last = network.edges.last().map_or(0, |e| e.from);
    let from = last.checked_add(r.small()?)?;
    let to = u32::try_from(i64::from(from).checked_add(r.signed()?)?).ok()?;
    let start = *network.nodes.get(from as usize)?;
    network.nodes.get(to as usize)?;
    let [class, access] = *r.take(2)?.first_chunk()?;
    let class = *Class::ALL.get(usize::from(class))?;
    let access = Access::from_bits(access)?;
    let name: u32 = r.small()?;
    network.names.get(name as usize)?;
    let length_dm = r.small().filter(|&l| l <= Edge::MAX_DM)?;
    let first = u32::try_from(network.inner.len()).ok()?;
    let inner = count(r, 2)?;
    points(r, start, inner, &mut network.inner)?;
    let inner = (first, u32::try_from(network.inner.len()).ok()?);
    Some(Edge { from, to, length_dm, name, class, access, inner })
}
