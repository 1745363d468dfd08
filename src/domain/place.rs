//! A place and what is known of it.

use super::{Accuracy, Category, Drawing, LonLat, PlaceId, Text, Weeks};

/// How sure a fact or source is: A two independent sources, B one reliable source, C weak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Two sources that are not copies of one another.
    A,
    /// One reliable source.
    B,
    /// One weak source.
    C,
}

/// Where a place lies with respect to the district of the bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Relation {
    /// Inside the district.
    #[default]
    Inside,
    /// On its boundary, 区界.
    Boundary,
    /// In a neighbouring district, 邻区.
    Neighbour,
}

/// The three park series 雅 (culture), 宜 (everyday), 风 (scenery and water).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series {
    /// 雅园.
    Ya,
    /// 宜园.
    Yi,
    /// 风园.
    Feng,
}

/// Who a lecture venue serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Audience {
    /// Schools.
    School,
    /// Colleges and universities.
    University,
    /// Residents' communities.
    Community,
    /// Villages.
    Village,
    /// Enterprises.
    Enterprise,
    /// Barracks.
    Barracks,
    /// Government offices.
    Government,
    /// Libraries, museums, theatres.
    Culture,
    /// Hospitals.
    Hospital,
}

impl Series {
    /// The series of a bundle's word.
    #[must_use]
    pub fn from_wire(word: &str) -> Option<Self> {
        [Self::Ya, Self::Yi, Self::Feng].into_iter().find(|s| s.wire() == word)
    }

    /// The word of bundles and links.
    #[must_use]
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Ya => "ya",
            Self::Yi => "yi",
            Self::Feng => "feng",
        }
    }
}

impl Audience {
    /// All audiences.
    pub const ALL: [Self; 9] = [
        Self::School,
        Self::University,
        Self::Community,
        Self::Village,
        Self::Enterprise,
        Self::Barracks,
        Self::Government,
        Self::Culture,
        Self::Hospital,
    ];

    /// The audience of a bundle's word.
    #[must_use]
    pub fn from_wire(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.wire() == word)
    }

    /// The word of bundles and links.
    #[must_use]
    pub const fn wire(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::University => "university",
            Self::Community => "community",
            Self::Village => "village",
            Self::Enterprise => "enterprise",
            Self::Barracks => "barracks",
            Self::Government => "government",
            Self::Culture => "culture",
            Self::Hospital => "hospital",
        }
    }
}

/// Whether a source tells of lectures at a venue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VenueBasis {
    /// A source names it.
    Named,
    /// Only a candidate; no lecture on record.
    Candidate,
}

/// A year of the place with a word or two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Gregorian year.
    pub year: i32,
    /// Up to four Chinese characters.
    pub label: Text,
    /// Whether the year belongs to the story.
    pub key: bool,
}

/// One checked statement about the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Unique within the place.
    pub id: String,
    /// The statement.
    pub text: Text,
    /// How sure it is.
    pub grade: Grade,
    /// Ids of [`Source`]s of the same place.
    pub sources: Vec<String>,
}

/// A paragraph of the story; `[^fact-id]` in the text cites a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Heading, may be empty.
    pub title: Text,
    /// Text with citations.
    pub text: Text,
}

/// What a source is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SourceUse {
    /// Facts and story.
    #[default]
    Story,
    /// The position on the map.
    Position,
    /// Opening hours and visiting.
    Visit,
}

/// Where something was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Unique within the place.
    pub id: String,
    /// Title of the page or book.
    pub title: Text,
    /// Who published it.
    pub publisher: Text,
    /// Date as printed, may be empty.
    pub date: String,
    /// An http or https address that may be shown.
    pub url: Option<String>,
    /// How good it is.
    pub grade: Option<Grade>,
    /// What it is used for.
    pub used_for: SourceUse,
}

/// What a visitor wants to know before going.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visit {
    /// The one thing to know first.
    pub notice: Text,
    /// What to do about it.
    pub advice: Text,
    /// Opening hours in OSM syntax, as the bundle writes them.
    pub opening_hours: String,
    /// The same as weekly tables, where `redmap pack` could work them out.
    pub weeks: Option<Weeks>,
    /// The hours are weak or old: say so.
    pub hours_verify: bool,
    /// Last entry, closed days, exceptions.
    pub hours_note: Text,
    /// Price.
    pub ticket: Text,
    /// Whether to book ahead.
    pub booking: Text,
    /// Metro station and exit.
    pub metro: Text,
    /// Suggested stay in minutes.
    pub minutes: Option<u32>,
    /// Telephone number as printed.
    pub phone: String,
    /// An http or https address.
    pub website: Option<String>,
    /// OSM `wheelchair` value, may be empty.
    pub wheelchair: String,
    /// How many people a venue holds.
    pub capacity: Option<u32>,
}

/// A place of the bundle.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Unique in the bundle.
    pub id: PlaceId,
    /// Index of its layer in the bundle.
    pub layer: usize,
    /// What it is first of all.
    pub category: Category,
    /// What else it serves as.
    pub roles: Vec<Category>,
    /// Where it is, if that is known.
    pub position: Option<LonLat>,
    /// How well the position is known.
    pub accuracy: Option<Accuracy>,
    /// How the position was found.
    pub accuracy_note: Text,
    /// Official name.
    pub name: Text,
    /// Label on the map; empty means the name.
    pub short: Text,
    /// Other names in use.
    pub alias: Vec<String>,
    /// Name in former days.
    pub former_name: Text,
    /// One or two sentences.
    pub summary: Text,
    /// Postal address or description.
    pub address: Text,
    /// Subdistrict, if a source states it.
    pub subdistrict: String,
    /// District.
    pub district: String,
    /// Inside, on the boundary, or next door.
    pub relation: Relation,
    /// Heritage status.
    pub protection: Text,
    /// Years by which it is found.
    pub years: Vec<i32>,
    /// Years shown on the card's line.
    pub milestones: Vec<Milestone>,
    /// Checked statements.
    pub facts: Vec<Fact>,
    /// The story.
    pub story: Vec<Paragraph>,
    /// Visiting.
    pub visit: Visit,
    /// Park series.
    pub series: Option<Series>,
    /// Whether the series is official (`true`) or the editors' choice.
    pub series_official: bool,
    /// Why the editors chose the series.
    pub series_reason: Text,
    /// Audience of a venue.
    pub audience: Option<Audience>,
    /// Basis of a venue.
    pub venue_basis: Option<VenueBasis>,
    /// Where things were read.
    pub sources: Vec<Source>,
    /// Date an editor last looked, `YYYY-MM-DD`.
    pub checked: String,
}

impl Place {
    /// Whether the place is of the category, first of all or by a further role.
    #[must_use]
    pub fn serves(&self, category: &Category) -> bool {
        self.category == *category || self.roles.contains(category)
    }

    /// Whether a year is known of it.
    #[must_use]
    pub const fn dated(&self) -> bool {
        !(self.years.is_empty() && self.milestones.is_empty())
    }

    /// What may be drawn on the map.
    #[must_use]
    pub fn drawing(&self) -> Drawing {
        match (self.position, self.accuracy) {
            (None, _) => Drawing::ListOnly,
            (Some(_), None) => Drawing::Marker,
            (Some(_), Some(accuracy)) => accuracy.drawing(),
        }
    }

    /// The position, if a marker may stand there.
    #[must_use]
    pub fn marker_position(&self) -> Option<LonLat> {
        if self.drawing() == Drawing::ListOnly { None } else { self.position }
    }

    /// A place with nothing but an id and a name, to be filled in.
    #[must_use]
    pub fn blank(id: PlaceId, category: Category, name: Text) -> Self {
        Self {
            id,
            layer: 0,
            category,
            roles: Vec::new(),
            position: None,
            accuracy: None,
            accuracy_note: Text::default(),
            name,
            short: Text::default(),
            alias: Vec::new(),
            former_name: Text::default(),
            summary: Text::default(),
            address: Text::default(),
            subdistrict: String::new(),
            district: String::new(),
            relation: Relation::Inside,
            protection: Text::default(),
            years: Vec::new(),
            milestones: Vec::new(),
            facts: Vec::new(),
            story: Vec::new(),
            visit: Visit::default(),
            series: None,
            series_official: false,
            series_reason: Text::default(),
            audience: None,
            venue_basis: None,
            sources: Vec::new(),
            checked: String::new(),
        }
    }
}
