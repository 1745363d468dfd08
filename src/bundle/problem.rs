//! What can be wrong with a bundle, as data. What a person reads is in `i18n::problems`.

use super::GeometryFault;

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A text in quotes.
    Text,
    /// A number.
    Number,
    /// A whole number that is not negative.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// A list in square brackets.
    List,
    /// An object in curly brackets.
    Object,
}

/// One kind of problem. Those of the first two groups stop the reading, the others only cost a value.
#[derive(Debug, Clone, PartialEq)]
pub enum ProblemKind {
    /// The file holds nothing.
    Empty,
    /// The bytes are not UTF-8.
    NotUtf8,
    /// A web page came instead of data, usually “not found” or a login.
    WebPage,
    /// More bytes than a layer may have.
    TooLarge(usize),
    /// The file stops in the middle.
    Truncated,
    /// Brackets nested beyond what is read.
    TooDeep,
    /// Not JSON; the parser's words.
    Syntax(String),

    /// `redmap` in `bundle.json` is not a version this program reads.
    UnknownVersion(String),
    /// `bundle.json` names no layer.
    NoLayers,
    /// A path that is absolute or leaves the bundle's folder.
    UnsafePath(String),
    /// A file that `bundle.json` names was not there.
    MissingFile(String),
    /// A member that must be there is not.
    Missing(&'static str),
    /// The file is JSON but no GeoJSON; its `type`.
    NotGeoJson(String),

    /// An entry of `features` is no Feature.
    NotAFeature,
    /// The geometry cannot be used.
    Geometry(GeometryFault),
    /// An id that is neither text nor number.
    BadId,
    /// The id is taken; the place was given another.
    DuplicateId {
        /// The id both places claim.
        id: String,
        /// The id the later place has now.
        given: String,
    },
    /// The layer id is taken.
    DuplicateLayer(String),
    /// A place without a name.
    NoName,
    /// A value of the wrong type.
    WrongType(Expected),
    /// A value outside the list of allowed ones.
    UnknownValue(String),
    /// A number outside its range.
    OutOfRange(String),
    /// A link that is neither http nor https, or has no host.
    UnsafeLink(String),
    /// Opening hours that are not OSM syntax.
    BadHours(String),
    /// A `bbox` that is no rectangle `[west, south, east, north]`.
    BadBbox,
    /// That many further problems are not listed.
    More(usize),
}

impl ProblemKind {
    /// The stable name used by machines (`redmap check --json`).
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty-file",
            Self::NotUtf8 => "not-utf8",
            Self::WebPage => "web-page",
            Self::TooLarge(_) => "too-large",
            Self::Truncated => "truncated",
            Self::TooDeep => "too-deep",
            Self::Syntax(_) => "json-syntax",
            Self::UnknownVersion(_) => "unknown-version",
            Self::NoLayers => "no-layers",
            Self::UnsafePath(_) => "unsafe-path",
            Self::MissingFile(_) => "missing-file",
            Self::Missing(_) => "missing-member",
            Self::NotGeoJson(_) => "not-geojson",
            Self::NotAFeature => "not-a-feature",
            Self::Geometry(fault) => fault.code(),
            Self::BadId => "bad-id",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::DuplicateLayer(_) => "duplicate-layer",
            Self::NoName => "no-name",
            Self::WrongType(_) => "wrong-type",
            Self::UnknownValue(_) => "unknown-value",
            Self::OutOfRange(_) => "out-of-range",
            Self::UnsafeLink(_) => "unsafe-link",
            Self::BadHours(_) => "bad-hours",
            Self::BadBbox => "bad-bbox",
            Self::More(_) => "more",
        }
    }
}
