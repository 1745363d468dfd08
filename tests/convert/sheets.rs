//! What people's spreadsheets look like.

use super::{csv, short};
use redmap::bundle::ProblemKind;
use redmap::bundle::convert::{Format, Trouble, read, template};
use redmap::domain::Datum;
use rust_xlsxwriter::{ExcelDateTime, Format as Style, Workbook};

#[test]
fn headings_in_both_languages_and_any_order() {
    for text in [
        "名称,经度,纬度\n柳园,113.68,34.78\n",
        "lat,lon,name\n34.78,113.68,柳园\n",
        "Name;Longitude (WGS-84);Latitude\r\n柳园;113.68;34.78\r\n",
        "sep=;\n地点名称;经度;纬度\n柳园;113.68;34.78",
        "名称\t坐标\n柳园\t113.68,34.78\n",
        "名称|经纬度\n柳园|34.78，113.68\n",
        "名称,东经,北纬\n柳园,113°40′48″,34°46′48″\n",
        "名称,经度,纬度\n柳园,N34°46'48\",\"E113°40'48\"\"\"\n",
        "\u{feff}名称,经度,纬度\n,,\n\n柳园,１１３．６８,34.78\n",
        "某区红色点位一览表,,\n制表：某某,,\n名称*,经度（度）,纬度（度）\n柳园,113.68,34.78\n",
    ] {
        let table = csv(text);
        assert_eq!(short(&table), ["柳园 113.680000 34.780000"], "{text}");
        assert_eq!(table.notes, [], "{text}");
    }
}

#[test]
fn gb18030_and_utf_16_are_read() {
    let gb = b"\xc3\xfb\xb3\xc6,\xbe\xad\xb6\xc8,\xce\xb3\xb6\xc8\n\xc1\xf8\xd4\xb0,113.68,34.78\n";
    let table = read(Format::Csv, "x.csv", gb).expect("a list");
    assert_eq!(short(&table), ["柳园 113.680000 34.780000"]);
    let wide: Vec<u8> = "\u{feff}名称\t经度\t纬度\n柳园\t113.68\t34.78\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let table = read(Format::Csv, "x.csv", &wide).expect("a list");
    assert_eq!(short(&table), ["柳园 113.680000 34.780000"]);
}

#[test]
fn values_become_what_the_bundle_wants() {
    let table = csv(
        "编号,名称,类别,别名,年份,误差（米）,容纳人数,对象,系列,来源,来源网址,时间待核,电话,备注,代码2\n\
         a,柳园,公园,老柳园、柳树园,1921、1949年,±30米,300人,学校,风园,区志；网页,https://e.org,是,037163912345,=好,007\n",
    );
    let r = &table.records[0];
    let get = |key: &str| r.get(key).unwrap_or("-");
    assert_eq!(r.id.as_deref(), Some("\"a\""));
    assert_eq!(get("category"), "\"park\"");
    assert_eq!(get("alias"), "[\"老柳园\",\"柳树园\"]");
    assert_eq!(get("years"), "[1921,1949]");
    assert_eq!((get("accuracy_m"), get("capacity")), ("30", "300"));
    assert_eq!((get("audience"), get("series")), ("\"school\"", "\"feng\""));
    let sources =
        r#"[{"id":"s1","title":"区志","url":"https://e.org"},{"id":"s2","title":"网页"}]"#;
    assert_eq!(get("sources"), sources);
    assert_eq!((get("hours_verify"), get("phone")), ("true", "\"037163912345\""));
    assert_eq!((get("备注"), get("代码2")), ("\"=好\"", "\"007\""));
    assert_eq!(r.geometry, None);
}

#[test]
fn a_bad_cell_costs_the_position_and_is_told() {
    let table = csv("名称,经度,纬度\n甲,不详,34.7\n乙,113.6,\n丙,34.7,113.6\n丁,,\n");
    let told: Vec<(u32, &Trouble)> = table.notes.iter().map(|n| (n.line, &n.trouble)).collect();
    let bad = Trouble::BadAngle { column: "经度".into(), text: "不详".into() };
    assert_eq!(told, [(2, &bad), (3, &Trouble::HalfPosition), (4, &Trouble::OutOfRange)]);
    assert_eq!(table.records.len(), 4);
    assert_eq!(table.records[0].geometry, None);
}

#[test]
fn what_is_no_list_is_refused() {
    let why = |bytes: &[u8]| read(Format::Csv, "x.csv", bytes).expect_err("no list").trouble;
    assert_eq!(why(b""), Trouble::Problem(ProblemKind::Empty));
    assert_eq!(why(b"a,b\n1,2\n"), Trouble::NoHeader);
    assert_eq!(why(b",,\n"), Trouble::NoRows);
    assert_eq!(why(b"<!DOCTYPE html>"), Trouble::Problem(ProblemKind::WebPage));
    assert_eq!(why(b"PK\x03\x04\x00\x00"), Trouble::Problem(ProblemKind::NotUtf8));
    let why = |bytes: &[u8]| read(Format::Xlsx, "x.xlsx", bytes).expect_err("no list").trouble;
    assert!(matches!(why(b""), Trouble::Workbook(_)));
    assert!(matches!(why(b"PK\x03\x04garbage"), Trouble::Workbook(_)));
}

#[test]
fn a_workbook_of_numbers_dates_and_a_cover_sheet() {
    let mut book = Workbook::new();
    let cover = book.add_worksheet();
    cover.write_string(0, 0, "封面").expect("a cell");
    let sheet = book.add_worksheet();
    let date = Style::new().set_num_format("yyyy-mm-dd");
    for (c, h) in ["名称", "经度", "纬度", "电话", "核对日期", "误差"].iter().enumerate()
    {
        sheet.write_string(2, u16::try_from(c).expect("small"), *h).expect("a cell");
    }
    sheet.write_string(4, 0, "柳园").expect("a cell");
    sheet.write_number(4, 1, 113.680_413).expect("a cell");
    sheet.write_number(4, 2, 34.78).expect("a cell");
    sheet.write_number(4, 3, 63_912_345.0).expect("a cell");
    let day = ExcelDateTime::from_ymd(2026, 11, 22).expect("a date");
    sheet.write_datetime_with_format(4, 4, day, &date).expect("a cell");
    sheet.write_number(4, 5, 30.0).expect("a cell");
    // A stray cell at the far corner must not cost memory.
    sheet.write_string(1_048_575, 16_383, "x").expect("a cell");
    let bytes = book.save_to_buffer().expect("a workbook");
    let table = read(Format::Xlsx, "x.xlsx", &bytes).expect("a list");
    assert_eq!(short(&table)[0], "柳园 113.680413 34.780000");
    let r = &table.records[0];
    assert_eq!(r.line, 5);
    assert_eq!(r.get("phone"), Some("\"63912345\""));
    assert_eq!(r.get("checked"), Some("\"2026-11-22\""));
    assert_eq!(r.get("accuracy_m"), Some("30"));
}

#[test]
fn datum_is_inverted() {
    let mut table = csv("名称,经度,纬度\n甲,116.397506,39.908760\n乙,2.35,48.86\n");
    table.convert(Datum::Gcj02, Datum::Wgs84);
    let got = short(&table);
    assert!(got[0].starts_with("甲 116.39126"), "{got:?}");
    assert_eq!(got[1], "乙 2.350000 48.860000");
}

#[test]
fn the_committed_templates_are_the_program_s() {
    let csv = include_bytes!("../../assets/templates/places.csv");
    assert_eq!(template(Format::Csv).expect("a template"), csv);
    let xlsx = include_bytes!("../../assets/templates/places.xlsx");
    let (a, b) = (read(Format::Csv, "a.csv", csv), read(Format::Xlsx, "a.xlsx", xlsx));
    let (a, b) = (a.expect("a list"), b.expect("a list"));
    assert_eq!(a.records.len(), 3);
    assert_eq!(short(&a), short(&b));
    assert!(a.notes.is_empty() && b.notes.is_empty());
    assert_eq!(a.records[1].properties, b.records[1].properties);
    assert!(template(Format::Gpx).is_err());
}

#[test]
fn a_hundred_thousand_rows() {
    use std::fmt::Write;
    let mut text = String::from("编号,名称,经度,纬度,备注\n");
    for i in 0..100_000 {
        let _ = writeln!(text, "p{i},地点{i},113.{:06},34.{:06},x", i % 999_999, (i * 7) % 999_999);
    }
    let table = csv(&text);
    assert_eq!(table.records.len(), 100_000);
    assert!(table.notes.is_empty());
}
