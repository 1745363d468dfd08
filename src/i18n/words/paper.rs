//! Texts of the printed sheet of a tour.

messages! {
    PaperKey;
    Sheet: "路线单", "Tour sheet";
    Date: "日期", "Date";
    DateValue: "{0} 年 {1} 月 {2} 日 {3}", "{3} {0}-{1}-{2}";
    Mon: "周一", "Mon";
    Tue: "周二", "Tue";
    Wed: "周三", "Wed";
    Thu: "周四", "Thu";
    Fri: "周五", "Fri";
    Sat: "周六", "Sat";
    Sun: "周日", "Sun";
    Leaves: "出发", "Leaves";
    Whole: "全程", "In all";
    WholeValue: "{0} {1}，{2} 结束", "{0} {1}, ends {2}";
    Walk: "步行", "on foot";
    Bike: "骑行", "by bicycle";
    Drive: "乘车", "by car";
    Stop: "站", "No.";
    Place: "地点", "Place";
    Arrive: "到", "Arrive";
    Leave: "离", "Leave";
    Next: "到下一站", "To the next";
    Points: "讲解要点", "To tell";
    Scan: "扫码", "Scan";
    About: "约 {0}", "about {0}";
    Minutes: "{0} 分钟", "{0} min";
    Last: "终点", "the end";
    ToEnd: "去终点", "to the end";
    Within: "须 {0} 到", "begin {0}";
    At: "约定 {0}", "appointment {0}";
    Late: "▲ 晚 {0} 分钟", "▲ {0} min late";
    Waits: "等 {0} 分钟", "wait {0} min";
    Rough: "位置约 ±{0} 米", "position ±{0} m";
    Unplaced: "▲ 位置待考，没有排进时间：{0}", "▲ Position unknown, not in the timetable: {0}";
    Phone: "电话 {0}", "Tel. {0}";
    North: "北", "N";
    Closer: "放大图", "Closer";
    Leader: "领队", "Leader";
    Contact: "电话", "Phone";
    People: "人数", "People";
    ScanPlace: "扫右侧方块码打开该站的页面；右上角的码打开整条路线。", "Each code opens the page of its stop; the one at the top the whole tour.";
    ScanMap: "扫右侧方块码在手机地图打开该站（WGS-84 坐标）；右上角的码打开整条路线。", "Each code opens its stop in a map app (WGS-84); the one at the top the whole tour.";
    Reckoned: "时间按{0} {1} 公里/时估算，未计红绿灯和拥堵。", "Times are estimates: {0} at {1} km/h, without lights and traffic.";
    Dashed: "虚线处没有街道数据，按直线估算。", "Dashed legs have no street data: straight estimates.";
    Schematic: "示意图，道路有简化；史实出处见各地点页。", "Schematic map, roads simplified; sources on the page of each place.";
}
