//! Nothing is lost on the way through any format.

use super::through;
use proptest::prelude::*;
use redmap::bundle::convert::{Format, Record, Table, read, write};
use redmap::bundle::v1::quoted;
use redmap::domain::Datum;
use serde_json::Value;

const ALL: [Format; 5] = [Format::GeoJson, Format::Csv, Format::Xlsx, Format::Gpx, Format::Kml];
const GOOD: &[u8] = include_bytes!("../fixtures/bundle/good/layers/sites.geojson");
const PARKS: &[u8] = include_bytes!("../fixtures/bundle/good/layers/parks.geojson");

fn values(record: &Record) -> Vec<(String, Value)> {
    let mut all: Vec<(String, Value)> = record
        .properties
        .iter()
        .chain(&record.foreign)
        .map(|(k, v)| (k.clone(), serde_json::from_str(v).expect("JSON")))
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

#[test]
fn the_sample_survives_every_format() {
    for bytes in [GOOD, PARKS] {
        let table = read(Format::GeoJson, "x", bytes).expect("GeoJSON");
        for format in ALL {
            let back = through(format, &table);
            // GPX holds no place without a position.
            let kept =
                table.records.iter().filter(|r| format != Format::Gpx || r.geometry.is_some());
            for (a, b) in kept.zip(&back.records) {
                assert_eq!(values(a), values(b), "{format:?}");
                assert_eq!(
                    (&a.id, a.shape().map(|s| s.representative())),
                    (&b.id, b.shape().map(|s| s.representative()))
                );
            }
        }
    }
    // The spelling of a number too.
    let table = read(Format::GeoJson, "x", GOOD).expect("GeoJSON");
    for format in ALL {
        assert_eq!(
            through(format, &table).records[0].get("steps_to_door"),
            Some("1.10"),
            "{format:?}"
        );
    }
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,12}".prop_map(|s| quoted(&s)),
        "[ \\t\"',;、=@+\\-a\u{4e00}0-9\\[\\]{}]{0,8}".prop_map(|s| quoted(&s)),
        "-?(0|[1-9][0-9]{0,5})(\\.[0-9]{1,5})?",
        Just("true".to_owned()),
        Just("[1,\"a\",{\"b\":null}]".to_owned()),
        Just("{}".to_owned()),
        Just("\"\"".to_owned()),
        Just("[]".to_owned()),
    ]
}

/// Values that the named text columns hold.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,12}", "[ '\"=+\\-@0-9a\u{4e00}、]{0,6}"].prop_map(|s| quoted(&s))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_property_survives_every_format(
        // XML holds no control characters; `\PC` has none.
        unknown in prop::collection::btree_map("[a-z\u{4e00}-\u{4e20} .=]{1,8}", value(), 0..5),
        name in text(), phone in text(), summary in text(),
        alias in prop::collection::vec(text(), 0..4),
        years in prop::collection::vec(-999_i32..9999, 0..4),
        lon in 73.0..135.0_f64, lat in 3.0..54.0_f64,
    ) {
        let mut properties = vec![
            ("name".to_owned(), name),
            ("phone".to_owned(), phone),
            ("summary".to_owned(), summary),
            ("alias".to_owned(), format!("[{}]", alias.join(","))),
            ("years".to_owned(), format!("{years:?}")),
        ];
        for (key, value) in unknown {
            let key = key.trim().to_owned();
            if !key.is_empty() && !properties.iter().any(|(k, _)| *k == key) {
                properties.push((key, value));
            }
        }
        let record = Record {
            id: Some("\"a\"".into()),
            geometry: Some(format!("{{\"type\":\"Point\",\"coordinates\":[{lon},{lat}]}}")),
            properties,
            foreign: vec![("x".into(), "1.10".into())],
            line: 1,
        };
        let table = Table { records: vec![record], ..Table::default() };
        for format in ALL {
            let back = through(format, &table);
            prop_assert_eq!(values(&back.records[0]), values(&table.records[0]), "{:?}", format);
            let (was, is) = (table.records[0].shape(), back.records[0].shape());
            prop_assert_eq!(is.and_then(|s| s.representative()), was.and_then(|s| s.representative()));
        }
    }

    #[test]
    fn datum_there_and_back_is_within_ten_centimetres(lon in 73.0..135.0_f64, lat in 3.0..54.0_f64) {
        let geometry = format!("{{\"type\":\"Point\",\"coordinates\":[{lon},{lat}]}}");
        let record = Record { geometry: Some(geometry), ..Record::default() };
        let mut table = Table { records: vec![record], ..Table::default() };
        for datum in [Datum::Gcj02, Datum::Bd09] {
            table.convert(Datum::Wgs84, datum);
            table.convert(datum, Datum::Wgs84);
            let [a, b] = table.records[0].shape().and_then(|s| s.representative()).expect("a point");
            prop_assert!((a - lon).abs() < 5e-7 && (b - lat).abs() < 5e-7);
        }
    }

    #[test]
    fn bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), at in 0..6000_usize) {
        for format in ALL {
            let _ = read(format, "x", &bytes);
            // A good file with a hole.
            let table = read(Format::GeoJson, "x", GOOD).expect("GeoJSON");
            let mut good = write(format, &table).expect("written");
            let at = at % good.len();
            let end = (at + bytes.len()).min(good.len());
            good.splice(at..end, bytes.iter().copied());
            let _ = read(format, "x", &good);
        }
    }
}
