package cevns.drivers.dig2.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.time.WallClock;
import cevns.drivers.dig2.SteadyTraces;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An emulated board with scope firmware and a client that was written from the text alone. */
abstract class BoardBench {

    Dig2Emulator board;
    RawClient client;

    @BeforeEach
    void connect() throws IOException {
        start(new Dig2EmulatorOptions(0, "VX2730-EMU", "0", 8, 500, 14, 1 << 22, 1, 0));
    }

    final void start(Dig2EmulatorOptions options) throws IOException {
        board =
                new Dig2Emulator(
                        options,
                        new SteadyTraces(2, 5_000_000),
                        WallClock.SYSTEM,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        board.start();
        client = new RawClient(board.address());
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        board.close();
    }

    static void assertRefused(RawClient.Reply reply, String why) {
        assertThat(reply.ok()).isFalse();
        assertThat(reply.first()).contains(why);
    }

    final void prepare(String triggers) throws IOException {
        client.set("/par/acqtriggersource", triggers);
        client.set("/par/recordlengths", "8");
        client.set("/par/pretriggers", "4");
        client.set("/ch/0..7/par/chenable", "False");
        client.set("/ch/0/par/chenable", "True");
        client.set("/ch/2/par/chenable", "True");
        client.set("/endpoint/par/activeendpoint", "scope");
        client.openData();
        client.message();
    }
}
