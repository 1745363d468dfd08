//! GPX and KML as devices and globe programs write them.

use super::short;
use redmap::bundle::ProblemKind;
use redmap::bundle::convert::{Format, Trouble, losses, read, write};

const GPX: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="device" xmlns="http://www.topografix.com/GPX/1/1">
  <metadata><name>一日</name></metadata>
  <wpt lat="34.753435" lon="113.660413"><ele>104.5</ele><name>塔 &amp; 馆 &#20013;</name><desc><![CDATA[<b>说明</b>]]></desc><sym>Flag</sym><type>red_site</type></wpt>
  <rte><name>路</name><rtept lat="34.1" lon="113.1"/><rtept lat="34.2" lon="113.2"></rtept></rte>
  <trk><name>迹</name><trkseg><trkpt lat="34.1" lon="113.1"/><trkpt lat="34.2" lon="113.2"/></trkseg><trkseg><trkpt lat="34.3" lon="113.3"/><trkpt lat="34.4" lon="113.4"/></trkseg></trk>
  <wpt lat="x" lon="113"><name>坏</name></wpt>
</gpx>"#;

#[test]
fn a_gpx_of_a_device() {
    let table = read(Format::Gpx, "x.gpx", GPX.as_bytes()).expect("a list");
    assert_eq!(
        short(&table),
        [
            "塔 & 馆 中 113.660413 34.753435",
            "路 113.200000 34.200000",
            "迹 113.200000 34.200000",
            "坏 -"
        ]
    );
    let first = &table.records[0];
    assert_eq!(
        first.geometry.as_deref(),
        Some(r#"{"type":"Point","coordinates":[113.660413,34.753435,104.5]}"#)
    );
    assert_eq!(first.get("summary"), Some("\"<b>说明</b>\""));
    assert_eq!(first.get("category"), Some("\"red_site\""));
    assert!(table.records[2].geometry.as_ref().is_some_and(|g| g.contains("MultiLineString")));
    assert_eq!((table.notes.len(), table.notes[0].line), (1, 7));
}

#[test]
fn a_gpx_is_written_in_its_order() {
    let table = read(Format::Gpx, "x.gpx", GPX.as_bytes()).expect("a list");
    let text = String::from_utf8(write(Format::Gpx, &table).expect("written")).expect("UTF-8");
    assert!(text.contains(
        "version=\"1.1\" creator=\"redmap\" xmlns=\"http://www.topografix.com/GPX/1/1\""
    ));
    let order =
        ["<ele>", "<name>", "<desc>", "<type>", "<extensions>", "</wpt>", "<trk>", "<trkseg>"];
    let at: Vec<usize> = order.iter().filter_map(|t| text.find(t)).collect();
    assert_eq!(at.len(), order.len(), "{text}");
    assert!(at.is_sorted(), "{text}");
    assert_eq!(losses(Format::Gpx, &table).len(), 1);
    assert_eq!(losses(Format::Kml, &table).len(), 0);
}

const KML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><Style id="s"/>
<Folder><name>夹</name>
  <Placemark id="p1"><name>塔</name><description>说明</description><address>路 1 号</address>
    <ExtendedData><Data name="类别"><displayName>类别</displayName><value>红色史迹</value></Data>
    <SchemaData schemaUrl="s"><SimpleData name="误差">30米</SimpleData><SimpleData name="备注">好</SimpleData></SchemaData></ExtendedData>
    <Point><coordinates> 113.66,34.75,0 </coordinates></Point></Placemark>
  <Placemark><name>园</name><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 4,0 4,4
     0,4 0,0</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>1,1 1,2 2,2 1,1</coordinates></LinearRing></innerBoundaryIs></Polygon></Placemark>
  <Placemark><name>合</name><MultiGeometry><Point><coordinates>1,2</coordinates></Point><LineString><coordinates>1,2 3,4</coordinates></LineString></MultiGeometry></Placemark>
  <Placemark><name>空</name></Placemark>
  <Placemark><name>坏</name><Point><coordinates>1;2</coordinates></Point></Placemark>
</Folder></Document></kml>"#;

#[test]
fn a_kml_of_a_globe_program() {
    let table = read(Format::Kml, "x.kml", KML.as_bytes()).expect("a list");
    let got = short(&table);
    assert_eq!(got[0], "塔 113.660000 34.750000");
    assert_eq!(got[2..], ["合 1.000000 2.000000", "空 -", "坏 -"]);
    let first = &table.records[0];
    assert_eq!(first.id.as_deref(), Some("\"p1\""));
    assert_eq!(first.get("category"), Some("\"red_site\""));
    assert_eq!((first.get("accuracy_m"), first.get("备注")), (Some("30"), Some("\"好\"")));
    assert_eq!(first.get("address"), Some("\"路 1 号\""));
    assert!(
        table.records[1]
            .geometry
            .as_ref()
            .is_some_and(|g| g.contains("[[[0,0],[4,0]") || g.contains("[[0,0],[4,0]"))
    );
    assert_eq!(table.notes.len(), 1);
}

#[test]
fn hostile_and_foreign_xml_is_refused() {
    let why = |format, text: &str| read(format, "x", text.as_bytes()).expect_err("refused").trouble;
    assert_eq!(why(Format::Gpx, ""), Trouble::Problem(ProblemKind::Empty));
    assert_eq!(why(Format::Gpx, KML), Trouble::OtherXml("kml".into()));
    assert_eq!(why(Format::Kml, GPX), Trouble::OtherXml("gpx".into()));
    assert_eq!(why(Format::Kml, "PK\u{3}\u{4}"), Trouble::OtherXml("kmz".into()));
    assert_eq!(why(Format::Gpx, "<gpx><wpt>"), Trouble::Problem(ProblemKind::Truncated));
    assert!(matches!(why(Format::Gpx, "<gpx></wpt>"), Trouble::Xml(_)));
    assert_eq!(why(Format::Gpx, "<gpx/>"), Trouble::NoRows);
    let deep = "<gpx>".repeat(100_000);
    assert!(matches!(why(Format::Gpx, &deep), Trouble::Xml(_)));
    // Entities of the document's own are not expanded.
    let bomb = "<!DOCTYPE gpx [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><gpx><wpt lat=\"1\" lon=\"2\"><name>&b;</name></wpt></gpx>";
    let table = read(Format::Gpx, "x", bomb.as_bytes()).expect("a list");
    assert_eq!(short(&table), ["&b; 2.000000 1.000000"]);
}
