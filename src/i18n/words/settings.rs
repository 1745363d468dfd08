//! Texts of the settings: colours, 长辈版, shortcuts, and what is stored on this device.

messages! { SettingsKey;
    Look: "外观", "Colours";
    LookSystem: "跟随系统", "As the system";
    LookLight: "浅色", "Light";
    LookDark: "深色", "Dark";
    LookContrast: "高对比度", "High contrast";
    ElderWhat: "字大、按钮大，一屏只放要紧的几样。", "Large text and buttons, and only what matters on each screen.";
    On: "已打开", "On";
    Off: "已关闭", "Off";
    Shortcuts: "单键快捷键", "Single-key shortcuts";
    ShortcutsWhat: "如“/”跳到搜索。用语音输入或开关控制时可以关掉。", "Such as “/” for the search. Turn them off for speech input or switch control.";
    Storage: "离线与存储", "Offline and storage";
    KeepNone: "这里不能存下离线文件：要经 https 打开，浏览器也要支持。", "Files cannot be stored for offline use here: it takes https and a browser that can.";
    KeepOff: "离线文件已清除；没有网络时打不开。", "The offline files are cleared; without a network the map does not open.";
    KeepSaving: "正在存下离线文件…", "Storing the offline files …";
    KeepReady: "已存好：没有网络也能打开全部内容。", "All stored: everything opens without a network.";
    KeepFailed: "离线文件没有存全。有网络时会接着存。", "Not all offline files are stored; it goes on when there is a network.";
    Files: "离线文件", "Offline files";
    FilesCount: "{0} 个，{1}", "{0}, {1}";
    AllUsed: "本站在这台设备上共占", "All this site keeps here";
    Yours: "你做的东西", "What you made";
    YoursWhat: "路线、台账和这里的设置只存在这台设备的浏览器里，不上传；清除离线文件不会动它们。导出在“我的支部”。", "Tours, records and these settings stay in this device’s browser and are not sent anywhere; clearing the offline files does not touch them. Export them under “My branch”.";
    Clear: "清除离线文件", "Clear the offline files";
    Save: "存下来，离线也能用", "Store for offline use";
}
