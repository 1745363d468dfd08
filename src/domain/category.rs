//! What kind of place it is: shape and glyph before colour.

/// A category as the bundle writes it. The known ones have shapes of their own; any other is drawn generically.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Category {
    /// `red_site`, 红色史迹: a banner with a star.
    RedSite,
    /// `lecture_venue`, 宣讲场所: a lectern.
    LectureVenue,
    /// `park`, 公园: a leaf.
    Park,
    /// `practice`, 金水实践.
    Practice,
    /// `service`, 服务点.
    Service,
    /// Anything else a bundle brings.
    Other(String),
}

impl Category {
    /// The category of a wire name.
    #[must_use]
    pub fn from_wire(name: &str) -> Self {
        match name {
            "red_site" => Self::RedSite,
            "lecture_venue" => Self::LectureVenue,
            "park" => Self::Park,
            "practice" => Self::Practice,
            "service" => Self::Service,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The wire name, as in bundles and links.
    #[must_use]
    pub fn wire(&self) -> &str {
        match self {
            Self::RedSite => "red_site",
            Self::LectureVenue => "lecture_venue",
            Self::Park => "park",
            Self::Practice => "practice",
            Self::Service => "service",
            Self::Other(name) => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wire_names_round_trip() {
        for name in ["red_site", "lecture_venue", "park", "practice", "service", "teahouse"] {
            assert_eq!(Category::from_wire(name).wire(), name);
        }
        assert_eq!(Category::from_wire("teahouse"), Category::Other("teahouse".into()));
    }
}
