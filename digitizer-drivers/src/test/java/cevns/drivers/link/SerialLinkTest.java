package cevns.drivers.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cevns.drivers.link.SerialSettings.Flow;
import cevns.drivers.link.SerialSettings.Parity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A line with both ends in our hand. */
@DisabledIfSystemProperty(
        named = "skipSerial",
        matches = ".*",
        disabledReason = "serial lines left out: -DskipSerial")
class SerialLinkTest {

    private static final byte XON = 0x11;
    private static final byte XOFF = 0x13;
    private static final long A_SECOND_ON_A_BUSY_HOST_NS = 5_000_000_000L;

    @TempDir Path directory;

    private Socat socat;
    private Path near;
    private SerialLink far;

    @BeforeEach
    void plugIn() throws IOException {
        near = directory.resolve("near");
        Path other = directory.resolve("far");
        socat = Socat.pair(near, other);
        far = new SerialLink(other.toString(), SerialSettings.of8N1(9600));
        far.open();
    }

    @AfterEach
    void pullOut() {
        far.close();
        socat.close();
    }

    @Test
    void carriesEveryByteAsItIs() throws IOException {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        try (SerialLink link = open(SerialSettings.of8N1(115_200))) {
            link.write(all);
            assertThat(read(far, all.length)).isEqualTo(all);
            far.write(all);
            assertThat(read(link, all.length)).isEqualTo(all);
        }
    }

    @Test
    void saysThatNothingCame() throws IOException {
        try (SerialLink link = open(SerialSettings.of8N1(9600))) {
            assertThat(link.read(new byte[8], 0, 0)).isZero();
            assertThat(link.read(new byte[8], 0, 50)).isZero();
        }
    }

    @Test
    void opensAPseudoTerminalAgainThatWasSetToSevenBitsAndParity() throws IOException {
        for (int i = 0; i < 3; i++) {
            try (SerialLink link = open(SerialSettings.of7O1(9600))) {
                far.write(new byte[] {'A'});
                assertThat(read(link, 1)).containsExactly('A');
            }
        }
    }

    @Test
    void isHeldBackByXoffAndLetGoByXon() throws IOException {
        try (SerialLink link = open(new SerialSettings(9600, 8, Parity.NONE, 1, Flow.XON_XOFF))) {
            far.write(new byte[] {'a', XOFF, 'b'});
            assertThat(read(link, 2)).as("XOFF is no data").containsExactly('a', 'b');
            long from = System.nanoTime();
            assertThatThrownBy(() -> link.write(new byte[] {'?'}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("held back by XOFF");
            assertThat(System.nanoTime() - from).isLessThan(A_SECOND_ON_A_BUSY_HOST_NS);
            far.write(new byte[] {XON});
            link.write(new byte[] {'!'});
            assertThat(read(far, 1)).containsExactly('!');
        }
    }

    @Test
    void saysThatTheDeviceHasGone() throws IOException {
        try (SerialLink link = open(SerialSettings.of8N1(9600))) {
            socat.close();
            assertThatThrownBy(() -> readUntilLost(link))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(near + ": the device has gone");
        }
    }

    @Test
    void saysThatSomebodyElseHasIt() throws IOException {
        try (SerialLink link = open(SerialSettings.of8N1(9600))) {
            assertThat(link.read(new byte[1], 0, 0)).isZero();
            assertThatThrownBy(() -> open(SerialSettings.of8N1(9600)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot open " + near);
        }
    }

    private SerialLink open(SerialSettings settings) throws IOException {
        SerialLink link = new SerialLink(near.toString(), settings);
        link.open();
        return link;
    }

    private static byte[] read(SerialLink from, int count) throws IOException {
        byte[] bytes = new byte[count + 1];
        int n = 0;
        for (int tries = 0; n < count && tries < 50; tries++) {
            n += from.read(bytes, n, 100);
        }
        return Arrays.copyOf(bytes, n);
    }

    private static void readUntilLost(SerialLink link) throws IOException {
        for (int tries = 0; tries < 100; tries++) {
            link.read(new byte[8], 0, 100);
        }
    }
}
