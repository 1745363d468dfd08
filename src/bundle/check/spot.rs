//! A feature's place as the rules across features need it.

use super::properties::Ids;
use crate::domain::place::Relation;
use crate::domain::{Accuracy, Drawing, LonLat};

/// One feature of any file.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    /// Index of its file in the check.
    pub file: usize,
    /// Index in its file.
    pub index: Option<u32>,
    /// Its id, or `#index`.
    pub label: String,
    /// Its own id, if it has one.
    pub id: Option<String>,
    /// Lines where the feature begins, and where its coordinates do.
    pub lines: [u32; 2],
    /// Name and other names.
    pub names: Vec<String>,
    /// Position, if the geometry is sound.
    pub position: Option<LonLat>,
    /// District as stated.
    pub district: String,
    /// With respect to the bundle's district.
    pub relation: Relation,
    /// Radius in metres, if stated.
    pub accuracy: Option<f64>,
    /// Facts and sources it defines.
    pub ids: Ids,
}

impl Spot {
    /// Whether a marker may stand for it.
    pub fn on_map(&self) -> bool {
        let drawing = |a| Accuracy::new(a).map_or(Drawing::Marker, Accuracy::drawing);
        self.position.is_some() && self.accuracy.is_none_or(|a| drawing(a) != Drawing::ListOnly)
    }
}

/// The name without what editors add in brackets, without spaces and without the city in front.
#[must_use]
pub(super) fn plain_name(name: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::new();
    for c in name.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 && !c.is_whitespace() => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    // “郑州市第九中学” and “第九中学” are one school; a name of the city alone stays.
    for city in ["郑州市", "河南省"] {
        if let Some(rest) = out.strip_prefix(city).filter(|r| r.chars().count() >= 4) {
            return rest.to_owned();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_plainly() {
        assert_eq!(plain_name("二七纪念塔（郑州 二七）"), "二七纪念塔");
        assert_eq!(plain_name("郑州市第九中学"), plain_name("第九中学"));
        assert_eq!(plain_name("郑州市动物园"), "郑州市动物园");
        assert_eq!(plain_name("Erqi Tower"), "erqitower");
        assert_eq!(plain_name(")("), "");
    }
}
