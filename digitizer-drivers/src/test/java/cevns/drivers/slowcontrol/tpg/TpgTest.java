package cevns.drivers.slowcontrol.tpg;

import static cevns.drivers.slowcontrol.Answers.assertGarbage;
import static cevns.drivers.slowcontrol.Answers.assertRefusal;
import static cevns.drivers.slowcontrol.Answers.assertTame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.Configs;
import cevns.daq.record.FrameFault;
import cevns.drivers.slowcontrol.BadAnswer;
import cevns.drivers.slowcontrol.tpg.TpgLine.Pressure;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The exchange with a TPG; expected values from serial-slow-control.md §9. */
class TpgTest {

    private static final long S = 1_000_000_000L;

    @Test
    void readsTheExample() throws BadAnswer {
        assertThat(Pressure.parse("0,+1.2340E-06")).isEqualTo(new Pressure(0, 1.234e-6));
        assertThat(Pressure.parse("5,+0.0000E+00")).isEqualTo(new Pressure(5, 0));
    }

    @Test
    void takesAcknowledgementsApart() throws BadAnswer {
        TpgLine.acknowledged("PR1", new byte[] {0x06, 0x0D, 0x0A});
        assertRefusal("PR9", () -> TpgLine.acknowledged("PR9", new byte[] {0x15, 0x0D, 0x0A}));
        byte[][] neither = {
            {0x0A}, {0x06, 0x0A}, {0x06, 0x06, 0x0D, 0x0A}, {0x07, 0x0D, 0x0A}, {0x30, 0x0D, 0x0A}
        };
        for (byte[] raw : neither) {
            assertGarbage(FrameFault.FRAMING, () -> TpgLine.acknowledged("PR1", raw));
        }
    }

    @Test
    void convertsUnits() throws BadAnswer {
        assertThat(TpgLine.unitMbar("0")).isEqualTo(1);
        assertThat(TpgLine.unitMbar("1")).isCloseTo(1.33322368, within(1e-8));
        assertThat(TpgLine.unitMbar("2")).isEqualTo(0.01);
        assertGarbage(FrameFault.VALUE, () -> TpgLine.unitMbar("3"));
    }

    @Test
    void refusesWhatIsNoPressure() {
        assertGarbage(FrameFault.VALUE, () -> Pressure.parse("7,+1.2340E-06"));
        assertGarbage(FrameFault.VALUE, () -> Pressure.parse("0,+1.2340E"));
        for (String text : new String[] {"", "0", "0,1,0,1", "+1.2340E-06"}) {
            assertGarbage(FrameFault.PROTOCOL, () -> Pressure.parse(text));
        }
    }

    @Property(tries = 300)
    void readsEveryPressure(
            @ForAll @IntRange(max = 6) int status,
            @ForAll @IntRange(min = 10_000, max = 99_999) int mantissa,
            @ForAll @IntRange(min = -12, max = 3) int exponent)
            throws BadAnswer {
        String text = String.format(Locale.ROOT, "%+.4fE%+03d", mantissa / 10_000.0, exponent);
        Pressure read = Pressure.parse(status + "," + text);
        assertThat(read.status()).isEqualTo(status);
        assertThat(read.value()).isEqualTo(Double.parseDouble(mantissa + "e" + (exponent - 4)));
    }

    @Property(tries = 500)
    void throwsNothingElseWhateverComes(@ForAll String text, @ForAll byte[] bytes) {
        assertTame(() -> Pressure.parse(text));
        assertTame(() -> TpgLine.unitMbar(text));
        assertTame(() -> TpgLine.acknowledged("PR1", bytes));
    }

    @Test
    void emulatesQuestionAcknowledgementAndEnquiry() {
        TpgEmulator device = device("log10_mbar { mean = -6, sway = 0 }");
        assertThat(send(device, "PR1\r", S)).isEqualTo("\u0006\r\n");
        assertThat(send(device, "\u0005", S)).isEqualTo("0,+1.0000E-06\r\n");
        assertThat(send(device, "\u0005", S)).as("again").isEqualTo("0,+1.0000E-06\r\n");
        assertThat(send(device, "PRX\r", S)).isEqualTo("\u0006\r\n");
        assertThat(send(device, "\u0005", S)).isEqualTo("0,+1.0000E-06,5,+0.0000E+00\r\n");
        assertThat(send(device, "XYZ\r", S)).isEqualTo("\u0015\r\n");
        send(device, "UNI,2\r", S);
        send(device, "PR1\r", S);
        assertThat(send(device, "\u0005", S)).as("in Pa").isEqualTo("0,+1.0000E-04\r\n");
    }

    @Test
    void emulatesAGaugeThatFailsAndContinuousOutput() {
        TpgEmulator device = device("continuous = true, fail_after_s = 5, fail_status = 1");
        assertThat(new String(device.speak(S), StandardCharsets.US_ASCII)).startsWith("0,+");
        assertThat(new String(device.speak(6 * S), StandardCharsets.US_ASCII)).startsWith("1,+");
        assertThat(send(device, "\u0003", 6 * S)).isEmpty();
        assertThat(device.speak(7 * S)).isEmpty();
    }

    private static TpgEmulator device(String settings) {
        return TpgEmulator.read(Configs.parse(settings, "test"), 0);
    }

    private static String send(TpgEmulator device, String text, long nowNs) {
        byte[] request = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(device.requestEnd().length(request, request.length)).isEqualTo(request.length);
        return new String(device.answer(request, nowNs), StandardCharsets.US_ASCII);
    }
}
