//! `redmap coord`.

use super::redmap;

#[test]
fn prints_nine_decimals_and_nothing_else() {
    let (code, out, err) =
        redmap(&["coord", "--from", "wgs84", "--to", "gcj02", "--", "116.391265", "39.907359"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out, "116.397506145 39.908760253\n");
}

#[test]
fn leaves_the_rest_of_the_world_alone() {
    let (code, out, _) =
        redmap(&["coord", "--from", "bd09", "--to", "wgs84", "--", "-73.9857", "40.7484"]);
    assert_eq!((code, out.as_str()), (0, "-73.985700000 40.748400000\n"));
}

#[test]
fn refuses_what_is_no_position_or_datum() {
    for arguments in [
        ["coord", "--from", "wgs84", "--to", "gcj02", "--", "116", "91"],
        ["coord", "--from", "wgs84", "--to", "mars", "--", "116", "39"],
        ["coord", "--from", "wgs84", "--to", "gcj02", "--", "116", "x"],
        ["coord", "--from", "wgs84", "--to", "gcj02", "--", "NaN", "39"],
    ] {
        let (code, out, err) = redmap(&arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(!err.is_empty());
    }
}
