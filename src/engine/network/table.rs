//! The table of main roads (`assets/base/tables/roads.tsv`) → [`Draft`].

use super::access::{Access, Class};
use super::build::{BuildError, Built, build};
use super::draft::{Draft, Way};
use super::micro::Micro;
use crate::domain::LonLat;
use std::collections::HashMap;
use thiserror::Error;

/// Why no network came of the table.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TableError {
    /// A row with a missing or unusable cell.
    #[error("roads.tsv, line {line}: {what}")]
    Row {
        /// Line, the header being line 1.
        line: usize,
        /// What is wrong.
        what: &'static str,
    },
    /// The rows make no network.
    #[error("roads.tsv: {0}")]
    Build(#[from] BuildError),
}

/// The schematic network of a table of main roads; its distances are estimates.
///
/// # Errors
/// Names the line that cannot be read.
pub fn schematic(text: &str, credits: &str) -> Result<Built, TableError> {
    let mut built = build(&draft(text)?)?;
    built.network.schematic = true;
    credits.clone_into(&mut built.network.credits);
    Ok(built)
}

/// Reads a table with the columns name, class (`expressway`, `arterial`, `secondary`) and vertices
/// (`lon,lat lon,lat …`). Roads meet where they share a vertex. Everyone may use every road both
/// ways: the table knows no more, and under each elevated road of it lies a street at grade.
fn draft(text: &str) -> Result<Draft, TableError> {
    let mut draft = Draft::default();
    let mut known = HashMap::new();
    for (i, row) in text.lines().enumerate().skip(1).filter(|(_, row)| !row.is_empty()) {
        let wrong = |what| TableError::Row { line: i + 1, what };
        let mut cells = row.split('\t');
        let mut cell = || cells.next().ok_or(wrong("a column is missing"));
        let (name, class, vertices) = (cell()?, cell()?, cell()?);
        let class = match class {
            "expressway" => Class::Express,
            "arterial" => Class::Arterial,
            "secondary" => Class::Secondary,
            _ => return Err(wrong("the class is unknown")),
        };
        let mut points = Vec::new();
        for vertex in vertices.split(' ').filter(|v| !v.is_empty()) {
            let at = position(vertex).ok_or(wrong("a vertex is no position"))?;
            let next = u32::try_from(draft.points.len()).map_err(|_| wrong("too many points"))?;
            let point = *known.entry(at).or_insert(next);
            if point == next {
                draft.points.push(at);
            }
            points.push(point);
        }
        if points.len() < 2 {
            return Err(wrong("a road needs two vertices"));
        }
        draft.ways.push(Way { name: name.to_owned(), class, access: Access::ALL, points });
    }
    Ok(draft)
}

fn position(vertex: &str) -> Option<Micro> {
    let (lon, lat) = vertex.split_once(',')?;
    Some(LonLat::new(lon.parse().ok()?, lat.parse().ok()?).ok()?.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_which_line_is_wrong() {
        let error =
            |row: &str| draft(&format!("name\tclass\tvertices\n{row}\n")).unwrap_err().to_string();
        assert_eq!(error("甲路\tarterial"), "roads.tsv, line 2: a column is missing");
        assert_eq!(error("甲路\tlane\t1,2 3,4"), "roads.tsv, line 2: the class is unknown");
        assert_eq!(error("甲路\tarterial\t1,2"), "roads.tsv, line 2: a road needs two vertices");
        assert_eq!(
            error("甲路\tarterial\t1,2 34.7,113.6"),
            "roads.tsv, line 2: a vertex is no position"
        );
    }

    #[test]
    fn roads_share_the_point_where_they_cross() {
        let rows =
            "h\n甲路\tarterial\t113.1,34.1 113.2,34.1\n乙路\tsecondary\t113.2,34.0 113.2,34.1\n";
        let draft = draft(rows).unwrap();
        assert_eq!(draft.points.len(), 3);
        assert_eq!(draft.ways[1].points, [2, 1]);
    }
}
