//! The rules of `redmap check`, as data. Their words are in `i18n::rules`.

use crate::bundle::ProblemKind;
use crate::domain::Datum;

/// What a check found.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// What the page itself would complain about.
    Problem(ProblemKind),

    /// A key stands twice in one object; readers differ in which they take.
    DuplicateKey(String),
    /// Brackets nested beyond all reason.
    TooDeep,
    /// A `crs` member, which RFC 7946 removed; `true` where it names WGS-84 anyway.
    Crs(bool),
    /// A member that RFC 7946 forbids at this level.
    ForbiddenMember(String),
    /// A layer of a bundle that is no FeatureCollection.
    NotACollection,
    /// A `bbox` of the wrong length, order or range.
    BadBbox,
    /// A `bbox` that leaves out a position.
    BboxExcludes,
    /// An outer ring runs clockwise, or an inner one does not.
    Winding,
    /// A position of more than three numbers.
    LongPosition(usize),
    /// A GeometryCollection inside another.
    NestedCollection,

    /// Two features with one id; where the first is.
    DuplicateId {
        /// The id.
        id: String,
        /// File and line of the first.
        first: String,
    },
    /// An id that must be percent-encoded in links.
    OddId(String),
    /// Same name within 50 m.
    NearDuplicate {
        /// The other feature.
        other: String,
        /// Metres between the two.
        metres: u32,
    },

    /// Longitude 0, latitude 0.
    NullIsland,
    /// Only with latitude and longitude exchanged does the point lie where it should.
    Swapped(f64, f64),
    /// Outside the bundle's `bbox`.
    OutsideBbox,
    /// Far from the middle of the file's points, in kilometres.
    FarAway(u32),
    /// Off the known position of the same name exactly as another datum would be.
    Shifted {
        /// The datum it seems to be in.
        datum: Datum,
        /// Metres from the known position.
        metres: u32,
    },
    /// Many places of the file are off in the same way.
    ShiftedFile {
        /// The datum they seem to be in.
        datum: Datum,
        /// How many are off so.
        count: usize,
        /// How many known places the file holds.
        known: usize,
    },
    /// The point lies in another district than the one stated.
    WrongDistrict {
        /// What the data say.
        stated: String,
        /// Where the point lies.
        found: String,
    },

    /// No source at all, or a fact without one.
    NoSource,
    /// A position without `accuracy_m`.
    NoAccuracy,
    /// A Chinese text without its English twin.
    NoEnglish,
    /// Opening hours that the grammar of OSM does not know; the parser's words.
    BadHours(String),
    /// Not a date `YYYY-MM-DD`.
    BadDate(String),
    /// Longer than the card or label has room for; the limit.
    TooLong(usize),
    /// More entries than the card has room for; the limit.
    TooMany(usize),

    /// A fact or source without an id.
    NoId,
    /// An id that is used twice in the same list.
    RepeatedId(String),
    /// A fact id that does not exist.
    DeadFact(String),
    /// A source id that does not exist.
    DeadSource(String),
    /// A place id that does not exist.
    DeadPlace(String),
    /// `at` is no position `[longitude, latitude]`.
    BadAt,
    /// `right` is not the index of an answer.
    BadRight,
    /// Fewer than two answers.
    FewAnswers,
    /// The English answers are not as many as the Chinese.
    AnswersDiffer,
    /// A tour of fewer than two stops.
    FewStops,
    /// A stop whose position is not known well enough for a marker.
    StopUnplaced(String),
}

impl Rule {
    /// Whether it is an error; the rest are warnings.
    #[must_use]
    pub const fn is_error(&self) -> bool {
        match self {
            // The contract: a bad link, bad hours or a missing source never refuses a place.
            Self::Problem(kind) => !matches!(
                kind,
                ProblemKind::UnsafeLink(_) | ProblemKind::BadHours(_) | ProblemKind::More(_)
            ),
            Self::Crs(wgs84) => !*wgs84,
            Self::BboxExcludes
            | Self::Winding
            | Self::LongPosition(_)
            | Self::NestedCollection
            | Self::OddId(_)
            | Self::NearDuplicate { .. }
            | Self::Shifted { .. }
            | Self::WrongDistrict { .. }
            | Self::NoSource
            | Self::NoAccuracy
            | Self::NoEnglish
            | Self::BadHours(_)
            | Self::BadDate(_)
            | Self::TooLong(_)
            | Self::TooMany(_)
            | Self::StopUnplaced(_) => false,
            _ => true,
        }
    }

    /// The stable name used by machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Problem(kind) => kind.code(),
            Self::DuplicateKey(_) => "duplicate-key",
            Self::TooDeep => "too-deep",
            Self::Crs(_) => "crs",
            Self::ForbiddenMember(_) => "forbidden-member",
            Self::NotACollection => "not-a-collection",
            Self::BadBbox => "bad-bbox",
            Self::BboxExcludes => "bbox-excludes",
            Self::Winding => "ring-winding",
            Self::LongPosition(_) => "position-long",
            Self::NestedCollection => "nested-collection",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::OddId(_) => "odd-id",
            Self::NearDuplicate { .. } => "near-duplicate",
            Self::NullIsland => "null-island",
            Self::Swapped(..) => "lon-lat-swapped",
            Self::OutsideBbox => "outside-bbox",
            Self::FarAway(_) => "far-away",
            Self::Shifted { .. } => "shifted",
            Self::ShiftedFile { .. } => "shifted-file",
            Self::WrongDistrict { .. } => "wrong-district",
            Self::NoSource => "no-source",
            Self::NoAccuracy => "no-accuracy",
            Self::NoEnglish => "no-english",
            Self::BadHours(_) => "bad-hours",
            Self::BadDate(_) => "bad-date",
            Self::TooLong(_) => "too-long",
            Self::TooMany(_) => "too-many",
            Self::NoId => "no-id",
            Self::RepeatedId(_) => "repeated-id",
            Self::DeadFact(_) => "dead-fact",
            Self::DeadSource(_) => "dead-source",
            Self::DeadPlace(_) => "dead-place",
            Self::BadAt => "bad-at",
            Self::BadRight => "bad-right",
            Self::FewAnswers => "few-answers",
            Self::AnswersDiffer => "answers-differ",
            Self::FewStops => "few-stops",
            Self::StopUnplaced(_) => "stop-unplaced",
        }
    }
}
