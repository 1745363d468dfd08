//! Texts of the choice of a base map.

messages! { BackdropKey;
    Own: "本站底图", "This site’s base map";
    OwnWhat: "不联网也能用。", "Works without a network.";
    OsmWhat: "志愿者绘制的世界地图。没有审图号，公开展示前请自行确认。", "The world map drawn by volunteers. It has no Chinese approval number.";
    TiandituWhat: "国家地理信息公共服务平台。需要您自己的密钥。", "China’s national map service. It needs a key of your own.";
    AmapWhat: "图片按 GCJ-02 绘制，已移回真实位置。", "Its pictures are drawn in GCJ-02 and are moved back to where they belong.";
    Approval: "审图号以服务方在自己网站上公布的为准。选了以后，本页才向它请求图片，它会看到您的网络地址。", "The approval number is the one the provider publishes. Pictures are asked for only once you choose it; it then sees your network address.";
    KeyLabel: "天地图密钥（浏览器端）", "Tianditu key (for browsers)";
    KeyWhat: "在天地图网站免费申请。只保存在这台设备上。", "Free on Tianditu’s site. Kept on this device only.";
    KeySave: "使用这个密钥", "Use this key";
}
