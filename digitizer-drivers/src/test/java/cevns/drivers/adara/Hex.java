package cevns.drivers.adara;

import java.util.HexFormat;

/** The hex examples of adara.md, as they stand there. */
final class Hex {

    /** §4: hello, version 1, live only, flags 0. */
    static final byte[] HELLO_1 =
            bytes("08 00 00 00  01 06 40 00  33 5b ae 2f  00 00 00 00", "00 00 00 00  00 00 00 00");

    /** §4: hello, version 0, live only. */
    static final byte[] HELLO_0 =
            bytes("04 00 00 00  00 06 40 00  33 5b ae 2f  00 00 00 00", "00 00 00 00");

    /** §5.3: the raw record of an empty cycle 0, version 0. */
    static final byte[] RTDL_0 =
            rtdl(
                    "78 00 00 00  00 01 00 00  33 5b ae 2f  92 20 32 3a",
                    "96 8d 0f 00  00 10 80 07  06 8b 02 00  00 00 00 00",
                    "7d 92 0e 04  00 00 00 05");

    /** §5.3: the record after it, version 1. */
    static final byte[] RTDL_1 =
            rtdl(
                    "78 00 00 00  01 01 00 00  33 5b ae 2f  0a 72 30 3b",
                    "00 00 00 09  01 04 80 07  06 8b 02 00  00 00 00 00",
                    "7d 92 0e 04  00 00 00 05");

    /** §6: beam monitor events. */
    static final byte[] MONITOR =
            bytes(
                    "24 00 00 00  01 01 40 00  33 5b ae 2f  92 20 32 3a",
                    "83 48 1c 00  51 6b ff 37  7b 00 00 00  00 02 40 00",
                    "02 00 40 00  00 00 00 00  00 00 00 80  98 3a 60 8f",
                    "a0 5b 60 8f");

    /** §7: heartbeat. */
    static final byte[] HEARTBEAT = bytes("00 00 00 00  00 09 40 00  33 5b ae 2f  00 00 00 00");

    /** §7: double, device 5, variable 1. */
    static final byte[] DOUBLE =
            bytes(
                    "14 00 00 00  00 02 80 00  33 5b ae 2f  92 20 32 3a",
                    "05 00 00 00  01 00 00 00  00 00 00 00",
                    "00 00 00 00 00 00 f8 3f");

    private Hex() {}

    static byte[] bytes(String... lines) {
        return HexFormat.of().parseHex(String.join("", lines).replace(" ", ""));
    }

    private static byte[] rtdl(String... lines) {
        return java.util.Arrays.copyOf(bytes(lines), 136);
    }
}
