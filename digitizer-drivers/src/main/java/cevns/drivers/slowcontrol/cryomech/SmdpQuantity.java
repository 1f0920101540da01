package cevns.drivers.slowcontrol.cryomech;

/** What a compressor with SMDP can be asked for. */
enum SmdpQuantity {
    RUNNING(0x5F95, 0, "running", "", 1, 0),
    MOTOR_CURRENT(0x638B, 0, "motor current", "A", 1, 0),
    MINUTES(0x454C, 0, "operating time", "h", 1 / 60.0, 0),
    COOLANT_IN(0x0D8F, 0, "coolant in", "degC", 0.1, 18),
    COOLANT_OUT(0x0D8F, 1, "coolant out", "degC", 0.1, 27),
    HELIUM(0x0D8F, 2, "helium", "degC", 0.1, 65),
    OIL(0x0D8F, 3, "oil", "degC", 0.1, 38),
    HIGH_PRESSURE(0xAA50, 0, "high side", "bar", Registers.barOfPsi(0.1), 20),
    LOW_PRESSURE(0xAA50, 1, "low side", "bar", Registers.barOfPsi(0.1), 6);

    final int hash;
    final int index;
    final String label;
    final String unit;

    /** What a count is worth in the unit. */
    final double scale;

    /** What it is about while the compressor runs, in the unit; for an emulated one. */
    final double usual;

    SmdpQuantity(int hash, int index, String label, String unit, double scale, double usual) {
        this.hash = hash;
        this.index = index;
        this.label = label;
        this.unit = unit;
        this.scale = scale;
        this.usual = usual;
    }
}
