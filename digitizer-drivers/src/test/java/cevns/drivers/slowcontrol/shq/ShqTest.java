package cevns.drivers.slowcontrol.shq;

import static cevns.drivers.slowcontrol.Answers.assertGarbage;
import static cevns.drivers.slowcontrol.Answers.assertRefusal;
import static cevns.drivers.slowcontrol.Answers.assertTame;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.Configs;
import cevns.daq.record.FrameFault;
import cevns.daq.record.Quality;
import cevns.drivers.slowcontrol.BadAnswer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The text of an SHQ; expected values from the examples of serial-slow-control.md §3. */
class ShqTest {

    private static final long S = 1_000_000_000L;

    @Test
    void readsMantissaAndExponent() throws BadAnswer {
        assertThat(ShqLine.number("-01234-01")).isEqualTo(-123.4);
        assertThat(ShqLine.number("12345-08")).isEqualTo(12345e-8);
        assertThat(ShqLine.number("+00000-01")).isZero();
        assertThat(ShqLine.number("01500+00")).isEqualTo(1500);
        assertThat(ShqLine.number("-1234.5")).as("newer firmware").isEqualTo(-1234.5);
    }

    @Test
    void refusesWhatIsNoNumber() {
        for (String text : new String[] {"", "-", "01234-", "01234-0", "-0-1234-01"}) {
            assertGarbage(FrameFault.VALUE, () -> ShqLine.number(text));
        }
        assertRefusal("????", () -> ShqLine.answer("????"));
        assertRefusal("?WCN", () -> ShqLine.answer("?WCN"));
        assertRefusal("UMAX", () -> ShqLine.answer("? UMAX=4000"));
        assertGarbage(FrameFault.PROTOCOL, () -> ShqLine.answer("?TOT"));
    }

    @Property(tries = 300)
    void readsEveryMantissaAndExponent(
            @ForAll @IntRange(min = -99_999, max = 99_999) int mantissa,
            @ForAll @IntRange(min = -20, max = 20) int exponent)
            throws BadAnswer {
        String text =
                String.format("%s%05d%+03d", mantissa < 0 ? "-" : "", Math.abs(mantissa), exponent);
        double expected = new BigDecimal(mantissa).scaleByPowerOfTen(exponent).doubleValue();
        assertThat(ShqLine.number(text)).isEqualTo(expected);
    }

    @Property(tries = 500)
    void throwsNothingElseWhateverComes(@ForAll String text) {
        assertTame(() -> ShqLine.number(text));
        assertTame(() -> ShqLine.answer(text));
    }

    @Test
    void judgesTheModuleByte() {
        assertThat(ShqModule.quality(0x05)).isEqualTo(Quality.GOOD);
        assertThat(ShqModule.quality(0x80)).as("not guaranteed").isEqualTo(Quality.MINOR);
        assertThat(ShqModule.quality(0x40)).as("limit exceeded").isEqualTo(Quality.MAJOR);
        assertThat(ShqModule.quality(0x20)).as("inhibit").isEqualTo(Quality.MAJOR);
    }

    @Test
    void emulatesEchoAndAnswers() {
        ShqEmulator device = device("volts = 123.4");
        assertThat(ask(device, "U1", 0)).isEqualTo("U1\r\n-01234-01\r\n");
        assertThat(ask(device, "W=003", 0)).isEqualTo("W=003\r\n\r\n");
        assertThat(ask(device, "", 0)).isEqualTo("\r\n");
        assertThat(ask(device, "U3", 0)).endsWith("?WCN\r\n");
        assertThat(ask(device, "X1", 0)).endsWith("????\r\n");
        assertThat(ask(device, "D1=5000.00", 0)).endsWith("? UMAX=4000\r\n");
        assertThat(ask(device, "#", 0)).contains("SIMULATED;");
    }

    @Test
    void emulatesARamp() {
        ShqEmulator device = device("volts = 100");
        ask(device, "V1=010", 0);
        ask(device, "D1=0200.00", 0);
        assertThat(ask(device, "G1", 0)).isEqualTo("G1\r\nS1=L2H\r\n");
        assertThat(ask(device, "U1", 5 * S)).as("10 V/s").endsWith("-01500-01\r\n");
        assertThat(ask(device, "S1", 20 * S)).endsWith("S1=ON \r\n");
    }

    @Test
    void keepsAnInhibitUntilSomebodyReadsTheStatusWord() {
        ShqEmulator device = device("inhibit_after_s = 10");
        assertThat(ask(device, "T1", 11 * S)).endsWith("033\r\n");
        assertThat(ask(device, "T1", 12 * S)).as("reading T changes nothing").endsWith("033\r\n");
        assertThat(ask(device, "S1", 13 * S)).endsWith("S1=INH\r\n");
        assertThat(ask(device, "T1", 14 * S)).as("reading S clears it").endsWith("001\r\n");
    }

    private static ShqEmulator device(String settings) {
        return ShqEmulator.read(Configs.parse(settings, "test"), 0);
    }

    private static String ask(ShqEmulator device, String line, long nowNs) {
        byte[] request = (line + "\r\n").getBytes(StandardCharsets.US_ASCII);
        return new String(device.answer(request, nowNs), StandardCharsets.US_ASCII);
    }
}
