package cevns.drivers.slowcontrol.n1470;

import static cevns.drivers.slowcontrol.Answers.assertGarbage;
import static cevns.drivers.slowcontrol.Answers.assertRefusal;
import static cevns.drivers.slowcontrol.Answers.assertTame;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.FrameFault;
import cevns.daq.record.Quality;
import cevns.drivers.slowcontrol.BadAnswer;
import cevns.drivers.slowcontrol.Decimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The text of an N1470; expected values from the examples of serial-slow-control.md §2. */
class N1470Test {

    private static final long S = 1_000_000_000L;

    @Test
    void asksAsTheManualSays() {
        assertThat(N1470Line.monitor(0, 0, "VMON")).isEqualTo("$BD:00,CMD:MON,CH:0,PAR:VMON");
        assertThat(N1470Line.monitor(31, 3, "STAT")).isEqualTo("$BD:31,CMD:MON,CH:3,PAR:STAT");
        assertThat(N1470Line.monitor(0, "BDNAME")).isEqualTo("$BD:00,CMD:MON,PAR:BDNAME");
    }

    @Test
    void readsReplies() throws BadAnswer {
        assertThat(N1470Line.value(0, "#BD:00,CMD:OK,VAL:1234.5")).isEqualTo("1234.5");
        assertThat(N1470Line.value(0, "#BD:00,CMD:OK,VAL:00003")).isEqualTo("00003");
        assertThat(N1470Line.value(0, "#BD:00,CMD:OK,VAL:N1470")).isEqualTo("N1470");
        assertThat(N1470Line.value(0, "#BD:00,CMD:OK")).isEmpty();
        assertThat(N1470Line.value(7, "#CMD:OK,VAL:1;2;3;4;"))
                .as("USB without board, semicolon at the end")
                .isEqualTo("1;2;3;4");
    }

    @Test
    void tellsANoFromNoise() {
        assertRefusal("wrong command", () -> N1470Line.value(0, "#BD:00,CMD:ERR"));
        assertRefusal("no such channel", () -> N1470Line.value(0, "#BD:00,CH:ERR"));
        assertRefusal("no such parameter", () -> N1470Line.value(0, "#BD:00,PAR:ERR"));
        assertRefusal("no such value", () -> N1470Line.value(0, "#BD:00,VAL:ERR"));
        assertRefusal("LOCAL", () -> N1470Line.value(0, "#BD:00,LOC:ERR"));
        String[] noise = {
            "",
            "#",
            "#BD:0,CMD:OK",
            "BD:00,CMD:OK",
            "#BD:00,CMD:OKAY",
            "#BD:00,XYZ:ERR",
            "$BD:00,CMD:MON,CH:0,PAR:VMON",
            "#BD:00,CMD:OK,VOL:1"
        };
        for (String line : noise) {
            assertGarbage(FrameFault.FRAMING, () -> N1470Line.value(0, line));
        }
        assertGarbage(FrameFault.PROTOCOL, () -> N1470Line.value(0, "#BD:01,CMD:OK,VAL:1234.5"));
    }

    @Test
    void judgesTheStatusBits() {
        assertThat(N1470Status.quality(1)).isEqualTo(Quality.GOOD);
        assertThat(N1470Status.quality(3)).as("on, ramping up").isEqualTo(Quality.MINOR);
        assertThat(N1470Status.quality(1 << 7)).as("trip").isEqualTo(Quality.MAJOR);
        assertThat(N1470Status.quality(1 << 12)).as("interlock").isEqualTo(Quality.MAJOR);
        assertThat(N1470Status.quality(1 << 13)).as("calibration").isEqualTo(Quality.INVALID);
    }

    @Property(tries = 500)
    void throwsNothingElseWhateverComes(
            @ForAll String text, @ForAll @IntRange(max = 31) int board) {
        assertTame(() -> N1470Line.value(board, text));
        assertTame(() -> N1470Line.value(board, "#BD:00,CMD:OK,VAL:" + text));
    }

    @Property(tries = 200)
    void readsTheVoltageThatTheEmulatorIsSetTo(
            @ForAll @DoubleRange(min = 0, max = 8000) double volts) throws BadAnswer {
        String text = String.format(Locale.ROOT, "%.1f", volts);
        N1470Emulator device = device(false, 0, Double.parseDouble(text));
        String value = N1470Line.value(0, ask(device, N1470Line.monitor(0, 0, "VMON"), 0).strip());
        assertThat(value).matches("\\d{4}\\.\\d");
        assertThat(Decimal.parse(value)).isEqualTo(Double.parseDouble(text));
    }

    @Test
    void emulatesTheExamples() {
        N1470Emulator device = device(false, 0, 1234.5);
        assertThat(ask(device, "$BD:00,CMD:MON,CH:0,PAR:VMON", 0))
                .isEqualTo("#BD:00,CMD:OK,VAL:1234.5\r\n");
        assertThat(ask(device, "$BD:00,CMD:MON,CH:4,PAR:VMON", 0))
                .isEqualTo("#BD:00,CMD:OK,VAL:1234.5;0000.0;0000.0;0000.0\r\n");
        assertThat(ask(device, "$BD:00,CMD:SET,CH:0,PAR:VSET,VAL:1500.0", 0))
                .isEqualTo("#BD:00,CMD:OK\r\n");
        assertThat(ask(device, "$BD:00,CMD:MON,CH:0,PAR:STAT", S))
                .as("on, ramping up")
                .isEqualTo("#BD:00,CMD:OK,VAL:00003\r\n");
        assertThat(ask(device, "$BD:00,CMD:MON,CH:0,PAR:VMON", 2 * S))
                .as("50 V/s from 1234.5 V")
                .isEqualTo("#BD:00,CMD:OK,VAL:1334.5\r\n");
        assertThat(ask(device, "$BD:00,CMD:MON,PAR:BDNAME", 0)).contains("SIMULATED");
    }

    @Test
    void emulatesWhatCanBeRefused() {
        N1470Emulator device = device(false, 0, 1000);
        assertThat(ask(device, "$BD:00,CMD:XXX", 0)).isEqualTo("#BD:00,CMD:ERR\r\n");
        assertThat(ask(device, "$BD:00,CMD:MON,CH:7,PAR:VMON", 0)).contains("CH:ERR");
        assertThat(ask(device, "$BD:00,CMD:MON,CH:0,PAR:XMON", 0)).contains("PAR:ERR");
        assertThat(ask(device, "$BD:00,CMD:SET,CH:0,PAR:VSET,VAL:9000", 0)).contains("VAL:ERR");
        assertThat(ask(device, "$BD:05,CMD:MON,CH:0,PAR:VMON", 0)).as("another board").isEmpty();
        assertThat(ask(device, "noise", 0)).isEmpty();
        assertThat(ask(device(true, 0, 1000), "$BD:00,CMD:SET,CH:0,PAR:ON", 0)).contains("LOC:ERR");
    }

    @Test
    void emulatesATrip() {
        N1470Emulator device = device(false, 30, 1000);
        assertThat(ask(device, "$BD:00,CMD:MON,CH:0,PAR:STAT", 29 * S)).contains("VAL:00001");
        assertThat(ask(device, "$BD:00,CMD:MON,CH:0,PAR:STAT", 31 * S)).contains("VAL:00128");
        assertThat(ask(device, "$BD:00,CMD:MON,CH:0,PAR:VMON", 31 * S)).contains("VAL:0000.0");
        assertThat(ask(device, "$BD:00,CMD:MON,PAR:BDALARM", 31 * S)).contains("VAL:00001");
        assertThat(ask(device, "$BD:00,CMD:SET,PAR:BDCLR", 31 * S)).contains("CMD:OK");
        assertThat(ask(device, "$BD:00,CMD:MON,PAR:BDALARM", 31 * S)).contains("VAL:00000");
    }

    private static N1470Emulator device(boolean local, double tripAfterS, double volts) {
        List<Double> all = List.of(volts, 0.0, 0.0, 0.0);
        return new N1470Emulator(new N1470Settings(0, all, local, tripAfterS), 0);
    }

    private static String ask(N1470Emulator device, String line, long nowNs) {
        byte[] request = (line + "\r\n").getBytes(StandardCharsets.US_ASCII);
        return new String(device.answer(request, nowNs), StandardCharsets.US_ASCII);
    }
}
