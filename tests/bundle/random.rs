//! Properties that hold for any input.

use proptest::prelude::*;
use redmap::bundle::v1::{self, Feature};
use redmap::bundle::{Document, LayerBytes, Manifest, load, load_bare, looks_like_manifest};

const GOOD: &[u8] = include_bytes!("../fixtures/bundle/good/layers/sites.geojson");
const MANIFEST: &[u8] = include_bytes!("../fixtures/bundle/good/bundle.json");

/// Everything that reads bytes from outside.
fn read_all(bytes: &[u8]) {
    let _ = looks_like_manifest(bytes);
    let _ = load_bare("x.geojson", bytes);
    if let Ok(manifest) = Manifest::parse("bundle.json", bytes) {
        let layers: Vec<LayerBytes<'_>> =
            manifest.layers.iter().map(|l| LayerBytes { file: &l.file, bytes }).collect();
        let _ = load(&manifest, &layers);
    }
}

fn json(depth: u32) -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        "-?(0|[1-9][0-9]{0,3})(\\.[0-9]{1,4})?(e-?[0-9]{1,2})?",
        "\\PC{0,12}".prop_map(|s| v1::quoted(&s)),
    ];
    leaf.prop_recursive(depth, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(|v| format!("[{}]", v.join(", "))),
            prop::collection::vec(("\\PC{0,8}", inner), 0..5).prop_map(|v| {
                let members: Vec<String> =
                    v.iter().map(|(k, v)| format!("{}: {v}", v1::quoted(k))).collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_all(&bytes);
    }

    #[test]
    fn damaged_files_never_panic(
        at in 0..GOOD.len(),
        patch in prop::collection::vec(any::<u8>(), 0..6),
        cut in 0..GOOD.len(),
        manifest in any::<bool>(),
    ) {
        let mut bytes = if manifest { MANIFEST.to_vec() } else { GOOD.to_vec() };
        let at = at % bytes.len();
        let end = (at + patch.len()).min(bytes.len());
        bytes.splice(at..end, patch);
        read_all(&bytes);
        bytes.truncate(cut % bytes.len());
        read_all(&bytes);
    }

    #[test]
    fn any_json_in_a_known_place_never_panics(key in prop::sample::select(vec![
        "name", "facts", "sources", "story", "milestones", "years", "accuracy_m", "website",
        "opening_hours", "geometry", "id", "roles",
    ]), value in json(3)) {
        let (outside, inside) = match key {
            "geometry" | "id" => (format!("{}: {value},", v1::quoted(key)), String::new()),
            _ => (String::new(), format!("{}: {value}", v1::quoted(key))),
        };
        let text = format!("{{\"type\": \"Feature\", {outside} \"properties\": {{{inside}}}}}");
        load_bare("x.geojson", text.as_bytes()).expect("a Feature");
    }

    #[test]
    fn unknown_members_survive(
        foreign in prop::collection::vec(("[a-z\u{4e00}-\u{4e20}]{9,12}", json(3)), 0..6),
        properties in prop::collection::vec(("\\PC{0,10}", json(3)), 0..6),
        lon in -180.0..180.0_f64,
        lat in -90.0..90.0_f64,
    ) {
        let members = |all: &[(String, String)]| -> String {
            all.iter().map(|(k, v)| format!("{}:{v}", v1::quoted(k))).collect::<Vec<_>>().join(",")
        };
        let tail = foreign.iter().fold(String::new(), |t, (k, v)| t + &format!(",{}:{v}", v1::quoted(k)));
        let text = format!(
            "{{\"type\":\"Feature\",\"id\":\"a\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon},{lat}]}},\"properties\":{{{}}}{tail}}}",
            members(&properties),
        );
        let document = Document::new("x", &text);
        let raws = v1::features(&document).expect("a Feature");
        let mut out = String::new();
        Feature::read(raws[0]).expect("a Feature").write(&mut out);
        prop_assert_eq!(&out, &text);
        let loaded = load_bare("x", text.as_bytes()).expect("a Feature");
        let p = loaded.atlas.places()[0].position.expect("a position");
        prop_assert!((p.lon() - lon).abs() < 1e-9 && (p.lat() - lat).abs() < 1e-9);
    }
}
