//! What can be wrong with a geometry.

/// What can be wrong with a geometry.
#[derive(Debug, Clone, PartialEq)]
pub enum GeometryFault {
    /// The geometry is no object.
    NotAnObject,
    /// `type` is missing or none of the seven; its text.
    UnknownType(String),
    /// No list of coordinates.
    NoCoordinates,
    /// A position of fewer than two numbers; how many.
    Position(usize),
    /// Something in a position is no number.
    NotANumber,
    /// Lists nested too deep or too shallow for the type.
    Nesting,
    /// A line of fewer than two positions; how many.
    ShortLine(usize),
    /// A ring of fewer than four positions; how many.
    ShortRing(usize),
    /// A ring whose last position is not its first.
    OpenRing,
    /// Longitude or latitude out of range.
    OutOfRange(f64, f64),
    /// Latitude first: only the other order is a position.
    Swapped(f64, f64),
    /// Coordinates without a single position.
    NoPosition,
}

impl GeometryFault {
    /// The stable name used by machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAnObject => "geometry-not-object",
            Self::UnknownType(_) => "geometry-type",
            Self::NoCoordinates => "no-coordinates",
            Self::Position(_) => "position-length",
            Self::NotANumber => "position-number",
            Self::Nesting => "coordinates-nesting",
            Self::ShortLine(_) => "line-length",
            Self::ShortRing(_) => "ring-length",
            Self::OpenRing => "ring-open",
            Self::OutOfRange(..) => "position-range",
            Self::Swapped(..) => "lon-lat-swapped",
            Self::NoPosition => "no-position",
        }
    }
}

/// A fault and the offset in the file.
pub type Found = (usize, GeometryFault);
