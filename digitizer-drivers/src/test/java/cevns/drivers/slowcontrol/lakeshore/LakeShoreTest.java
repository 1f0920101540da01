package cevns.drivers.slowcontrol.lakeshore;

import static cevns.drivers.slowcontrol.Answers.assertGarbage;
import static cevns.drivers.slowcontrol.Answers.assertTame;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.Configs;
import cevns.daq.record.FrameFault;
import cevns.drivers.slowcontrol.BadAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The text of Lake Shore 218 and 336; expected values from serial-slow-control.md §5 and §6. */
class LakeShoreTest {

    private static final long S = 1_000_000_000L;

    @Test
    void readsTheExamples() throws BadAnswer {
        assertThat(LakeShoreLine.reading("+077.35")).isEqualTo(77.35);
        assertThat(LakeShoreLine.reading("+77.350")).isEqualTo(77.35);
        assertThat(LakeShoreLine.reading("+480.00")).isEqualTo(480);
        assertThat(LakeShoreLine.reading("-012.50")).isEqualTo(-12.5);
        assertThat(LakeShoreLine.bits("000")).isZero();
        String[] parts =
                LakeShoreLine.identity("LSCI,MODEL218E,21EA4F,042109", LakeShoreModel.M218);
        assertThat(parts).containsExactly("LSCI", "MODEL218E", "21EA4F", "042109");
    }

    @Test
    void refusesHalfAReadingAndAnotherModel() {
        for (String half : new String[] {"", "+", "077.35", "+077", "+077.", "77.35,", "+0A7.35"}) {
            assertGarbage(FrameFault.VALUE, () -> LakeShoreLine.reading(half));
        }
        assertGarbage(
                FrameFault.PROTOCOL,
                () -> LakeShoreLine.identity("LSCI,MODEL336,1/2,1.0", LakeShoreModel.M218));
        assertGarbage(
                FrameFault.PROTOCOL, () -> LakeShoreLine.identity("LSCI", LakeShoreModel.M336));
    }

    @Test
    void knowsTheStatusOfEachModel() {
        assertThat(LakeShoreModel.M218.allows(16 + 128)).isTrue();
        assertThat(LakeShoreModel.M218.allows(1)).isFalse();
        assertThat(LakeShoreModel.M336.allows(1)).isTrue();
        assertThat(LakeShoreModel.M336.allows(2)).isFalse();
    }

    @Property(tries = 300)
    void readsEveryTemperature(@ForAll @IntRange(min = -99_999, max = 99_999) int hundredths)
            throws BadAnswer {
        String text = String.format(Locale.ROOT, "%+07.2f", hundredths / 100.0);
        assertThat(LakeShoreLine.reading(text)).isEqualTo(hundredths / 100.0);
    }

    @Property(tries = 500)
    void throwsNothingElseWhateverComes(@ForAll String text) {
        assertTame(() -> LakeShoreLine.reading(text));
        assertTame(() -> LakeShoreLine.bits(text));
        assertTame(() -> LakeShoreLine.identity(text, LakeShoreModel.M336));
    }

    @Test
    void emulatesA218() {
        LakeShoreEmulator device = device(LakeShoreModel.M218, "temperature.sway = 0, step_k = 1");
        assertThat(ask(device, "KRDG? 1", S)).isEqualTo("+077.35\r\n");
        assertThat(ask(device, "KRDG? 2", 2 * S)).isEqualTo("+078.35\r\n");
        assertThat(ask(device, "KRDG? 0", 3 * S).strip().split(",")).hasSize(8);
        assertThat(ask(device, "CRDG? 1", 4 * S)).isEqualTo("-195.80\r\n");
        assertThat(ask(device, "RDGST? 1", 5 * S)).isEqualTo("000\r\n");
        assertThat(ask(device, "KRDG? A", 6 * S)).as("silence for what it knows not").isEmpty();
        assertThat(ask(device, "NONSENSE?", 7 * S)).isEmpty();
    }

    @Test
    void emulatesAnAnswerSpoiltByHaste() {
        LakeShoreEmulator device = device(LakeShoreModel.M218, "");
        assertThat(ask(device, "RDGST? 1", S)).isEqualTo("000\r\n");
        assertThat(ask(device, "RDGST? 1", S + 40_000_000)).isEqualTo("#~\r\n");
        assertThat(ask(device, "RDGST? 1", S + 91_000_000)).isEqualTo("000\r\n");
    }

    @Test
    void emulatesASensorThatComesOff() {
        LakeShoreEmulator device = device(LakeShoreModel.M336, "open_after_s = 10");
        assertThat(ask(device, "RDGST? A", 9 * S)).isEqualTo("000\r\n");
        assertThat(ask(device, "KRDG? A;RDGST? A", 11 * S)).isEqualTo("+0.000;128\r\n");
        assertThat(ask(device, "RDGST? B", 11 * S)).isEqualTo("000\r\n");
    }

    private static LakeShoreEmulator device(LakeShoreModel model, String settings) {
        return LakeShoreEmulator.read(model, Configs.parse(settings, "test"), 0);
    }

    private static String ask(LakeShoreEmulator device, String line, long nowNs) {
        byte[] request = (line + "\r\n").getBytes(StandardCharsets.US_ASCII);
        return new String(device.answer(request, nowNs), StandardCharsets.US_ASCII);
    }
}
