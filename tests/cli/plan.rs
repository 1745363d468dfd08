//! `redmap plan`.

use super::{folder, redmap, sources};
use serde_json::{Value, json};
use std::fs;

fn write(name: &str, value: &Value) -> String {
    let path = folder(name).join("request.json");
    fs::write(&path, value.to_string()).expect("a file");
    path.display().to_string()
}

fn answer(arguments: &[&str]) -> Value {
    let (code, said, err) = redmap(arguments);
    assert_eq!((code, err.as_str()), (0, ""));
    serde_json::from_str(&said).expect("JSON")
}

#[test]
fn every_ready_made_tour_can_be_walked_as_it_stands() {
    let bundle = sources("assets/bundle");
    let text = fs::read_to_string(sources("assets/bundle/tours.json")).expect("tours");
    let tours: Value = serde_json::from_str(&text).expect("JSON");
    let tours = tours["tours"].as_array().expect("a list");
    assert!(tours.len() >= 5);
    for tour in tours {
        let id = tour["id"].as_str().expect("an id");
        let request = write(&format!("plan-{id}"), tour);
        let plan = answer(&["plan", &bundle, &request, "--json"]);
        assert_eq!(plan["violations"], json!([]), "{id}");
        assert_eq!(plan["optimal"], json!(true), "{id}");
        let order = plan["routes"][0]["order"].as_array().expect("an order");
        assert_eq!(order.len(), tour["stops"].as_array().expect("stops").len(), "{id}");
    }
}

#[test]
fn an_appointment_is_kept_and_a_missed_one_is_named() {
    let bundle = sources("assets/bundle");
    let stop =
        |place: &str, window: [&str; 2]| json!({"place": place, "minutes": 20, "window": window});
    let tour = |second: [&str; 2]| {
        json!({"depart": "09:00", "mode": "walk", "stops": [
            stop("zhengzhou-conferences", ["14:00", "14:00"]), stop("p-zijingshan-park", second)]})
    };
    let kept = answer(&["plan", &bundle, &write("plan-kept", &tour(["09:00", "10:00"])), "--json"]);
    assert_eq!(kept["routes"][0]["order"], json!(["p-zijingshan-park", "zhengzhou-conferences"]));
    assert_eq!(kept["routes"][0]["estimate"], json!(true));
    let broken = write("plan-broken", &tour(["14:00", "14:10"]));
    let missed = answer(&["plan", &bundle, &broken, "--json"]);
    assert_eq!(missed["violations"][0]["kind"], json!("late"));
    assert_eq!(missed["optimal"], json!(false));
    assert_eq!(missed["nearest"]["skipped"].as_array().map(Vec::len), Some(1));
    let (code, said, _) = redmap(&["plan", &bundle, &broken]);
    assert_eq!(code, 0);
    assert!(
        said.contains("! 郑州会议旧址：晚到 / late by") || said.contains("! 紫荆山公园：晚到"),
        "{said}"
    );
}

#[test]
fn a_matrix_is_planned() {
    let matrix = json!({"seconds": [[0, 3, 9], [3, 0, 4], [9, 4, 0]], "start": 0, "end": 0});
    let path = write("plan-matrix", &matrix);
    let plan = answer(&["plan", "--matrix", &path, "--json"]);
    assert_eq!((&plan["travel"], &plan["optimal"]), (&json!(16), &json!(true)));
    let (code, said, _) = redmap(&["plan", "--matrix", &path]);
    assert!(code == 0 && said.ends_with("已证最优 / Proved optimal\n"), "{said}");
}

#[test]
fn bad_requests_end_with_2() {
    let bundle = sources("assets/bundle");
    for (name, request, words) in [
        (
            "plan-nowhere",
            json!({"stops": [{"place": "atlantis"}]}),
            "the position of atlantis is not known",
        ),
        ("plan-mode", json!({"mode": "fly", "stops": []}), "mode is not what it should be"),
        ("plan-empty", json!([]), "the tour is not what it should be"),
    ] {
        let (code, said, err) = redmap(&["plan", &bundle, &write(name, &request)]);
        assert_eq!((code, said.as_str()), (2, ""));
        assert!(err.contains(words), "{err}");
    }
    let (code, _, err) = redmap(&["plan", "--matrix", "no-such-file.json"]);
    assert!(code == 2 && err.contains("no-such-file.json"), "{err}");
    assert_eq!(redmap(&["plan"]).0, 2);
}
