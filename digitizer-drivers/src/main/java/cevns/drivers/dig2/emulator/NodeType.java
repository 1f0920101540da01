package cevns.drivers.dig2.emulator;

/** Types of nodes that our emulated board has, named as on the wire. */
enum NodeType {
    DIGITIZER,
    FOLDER,
    CHANNEL,
    LVDS,
    ENDPOINT,
    PARAMETER,
    ATTRIBUTE,
    COMMAND
}
