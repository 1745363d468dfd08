//! Texts about what a tour goes out in: paper and files.

messages! {
    OutKey;
    Export: "导出", "Export";
    Print: "打印路线单", "Print sheet";
    Import: "从文件导入", "Import a file";
    Gpx: "GPX，手表和导航仪（每队一个文件）", "GPX, watches and navigators (a file a team)";
    Kml: "KML，地图软件", "KML, map programs";
    Csv: "CSV，表格", "CSV, spreadsheets";
    Ics: "ICS，日历（提前 15 分钟提醒）", "ICS, calendars (alarm 15 minutes before)";
    Geojson: "GeoJSON，制图软件", "GeoJSON, GIS";
    Link: "复制链接（含整条路线）", "Copy the link (the whole tour)";
    NoDate: "先定日期，才能放进日历。", "Calendars need a date: set one first.";
    Exported: "已导出", "Exported";
    Copied: "链接已复制", "Link copied";
    NotCopied: "没有复制成，请从地址栏复制", "Not copied: use the address bar";
    Imported: "已导入", "Imported";
    NotOurs: "这个文件里没有路线。能导入的是从本页导出的 GPX、KML、CSV、ICS、GeoJSON。", "No tour in this file. Files exported here can be imported: GPX, KML, CSV, ICS, GeoJSON.";
    NotPrinted: "路线单没有打开，请再试一次。", "The sheet did not open: try again.";
}
