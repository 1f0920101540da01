package cevns.drivers.slowcontrol.lakeshore;

import java.util.List;

/** The models, and in what they differ. */
enum LakeShoreModel {
    /** Monitor of eight inputs. */
    M218("MODEL218", List.of("1", "2", "3", "4", "5", "6", "7", "8"), 0, "\r\n", 0),
    /** Controller of four inputs and outputs; outputs 1 and 2 have a heater. */
    M336("MODEL336", List.of("A", "B", "C", "D"), 2, "\n", 1);

    /** Every bit of a reading status that the manuals name. */
    private static final int NAMED_BITS = 16 | 32 | 64 | 128;

    /** How the answer to {@code *IDN?} names it. */
    final String identity;

    final List<String> inputs;

    /** Outputs with a heater, from 1. */
    final int heaters;

    /** End of a query. */
    final String end;

    private final int moreBits;

    LakeShoreModel(String identity, List<String> inputs, int heaters, String end, int moreBits) {
        this.identity = identity;
        this.inputs = inputs;
        this.heaters = heaters;
        this.end = end;
        this.moreBits = moreBits;
    }

    /** False for a reading status that this model cannot give. */
    boolean allows(int status) {
        return (status & ~(NAMED_BITS | moreBits)) == 0;
    }
}
