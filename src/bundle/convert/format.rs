//! Which format a file is in, by its ending.

/// A format that can be read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// RFC 7946.
    GeoJson,
    /// Comma, semicolon or tab separated text.
    Csv,
    /// Excel workbook.
    Xlsx,
    /// GPX 1.1.
    Gpx,
    /// KML 2.2.
    Kml,
}

impl Format {
    /// By the ending of a file name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Some(match ending.to_ascii_lowercase().as_str() {
            "geojson" | "json" => Self::GeoJson,
            "csv" | "tsv" | "txt" => Self::Csv,
            "xlsx" | "xlsm" => Self::Xlsx,
            "gpx" => Self::Gpx,
            "kml" => Self::Kml,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_by_the_ending() {
        assert_eq!(Format::of_name("a/b.GeoJSON"), Some(Format::GeoJson));
        assert_eq!(Format::of_name("名单.csv"), Some(Format::Csv));
        assert_eq!(Format::of_name("x.xls"), None);
        assert_eq!(Format::of_name("csv"), None);
    }
}
