//! A geometry by what it is made of, and the one position that stands for it.

/// Longitude, latitude and the rest of a position, with its offset.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// Offset in the file.
    pub offset: usize,
    /// Longitude and latitude as written.
    pub at: [f64; 2],
    /// How many numbers it has.
    pub numbers: usize,
}

/// A geometry that could be read, by what it is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Point and MultiPoint.
    Points(Vec<Position>),
    /// LineString and MultiLineString.
    Lines(Vec<Vec<Position>>),
    /// Polygon and MultiPolygon: polygons of rings, the first ring outside.
    Areas(Vec<Vec<Vec<Position>>>),
    /// GeometryCollection.
    Several(Vec<Self>),
}

impl Shape {
    /// The first position.
    #[must_use]
    pub fn first(&self) -> Option<&Position> {
        match self {
            Self::Points(points) => points.first(),
            Self::Lines(lines) => lines.iter().flatten().next(),
            Self::Areas(areas) => areas.iter().flatten().flatten().next(),
            Self::Several(shapes) => shapes.iter().find_map(Self::first),
        }
    }

    /// All positions in order.
    pub fn for_each(&self, visit: &mut dyn FnMut(&Position)) {
        match self {
            Self::Points(points) => points.iter().for_each(visit),
            Self::Lines(lines) => lines.iter().flatten().for_each(visit),
            Self::Areas(areas) => areas.iter().flatten().flatten().for_each(visit),
            Self::Several(shapes) => shapes.iter().for_each(|s| s.for_each(visit)),
        }
    }

    /// One position that lies on the geometry: the first point, the middle vertex of the longest line,
    /// a point inside the largest polygon; the first of equals.
    #[must_use]
    pub fn representative(&self) -> Option<[f64; 2]> {
        match self {
            Self::Points(points) => points.first().map(|p| p.at),
            Self::Lines(lines) => {
                let line = lines.iter().rev().max_by_key(|l| l.len())?;
                line.get(line.len() / 2).map(|p| p.at)
            }
            Self::Areas(areas) => {
                let size =
                    |rings: &[Vec<Position>]| rings.first().map_or(0.0, |r| signed_area(r).abs());
                let largest = areas.iter().rev().max_by(|a, b| size(a).total_cmp(&size(b)))?;
                point_inside(largest)
            }
            Self::Several(shapes) => shapes.iter().find_map(Self::representative),
        }
    }
}

/// Twice the area of a ring in square degrees, positive where it runs counter-clockwise.
///
/// Measured from its first position, so that little is lost by subtraction.
#[must_use]
pub fn signed_area(ring: &[Position]) -> f64 {
    let Some([x, y]) = ring.first().map(|p| p.at) else { return 0.0 };
    let pairs = ring.iter().zip(ring.iter().skip(1));
    pairs.map(|(a, b)| (a.at[0] - x) * (b.at[1] - y) - (b.at[0] - x) * (a.at[1] - y)).sum()
}

/// The middle of the widest stretch of the polygon on its middle latitude; holes are left out.
fn point_inside(rings: &[Vec<Position>]) -> Option<[f64; 2]> {
    let outside = rings.first()?;
    let (low, high) = outside
        .iter()
        .fold((f64::MAX, f64::MIN), |(low, high), p| (low.min(p.at[1]), high.max(p.at[1])));
    let y = f64::midpoint(low, high);
    let mut crossings = Vec::new();
    for ring in rings {
        for (a, b) in ring.iter().zip(ring.iter().skip(1)) {
            let ([ax, ay], [bx, by]) = (a.at, b.at);
            // Half-open, so that a vertex exactly on the line counts once.
            if (ay <= y) != (by <= y) {
                crossings.push(ax + (y - ay) / (by - ay) * (bx - ax));
            }
        }
    }
    crate::domain::order::sort_by(&mut crossings, f64::total_cmp);
    let widest = crossings
        .chunks_exact(2)
        .max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])))
        .map(|c| [f64::midpoint(c[0], c[1]), y]);
    // A polygon without height has no inside.
    widest.or_else(|| outside.first().map(|p| p.at))
}
