package cevns.web.control;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.Snapshot;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentsTest {

    @TempDir Path folder;

    private void show(double untilS, String... incidents) throws Exception {
        long t = System.nanoTime();
        try (TurnedRun run = new TurnedRun(folder, Map.of(), incidents)) {
            run.until(untilS);
            System.out.println("taken " + (System.nanoTime() - t) * 1e-9);
            Snapshot last = run.finish();
            System.out.println("finished " + (System.nanoTime() - t) * 1e-9);
            for (String s : new String[] {"", "board", "other", "facility", "supply"}) {
                TurnedRun.problems(last, s)
                        .forEach(
                                (p, x) ->
                                        System.out.println(s + " " + p + " " + x[0] + " " + x[1]));
            }
            System.out.println(last.beam());
            last.beam().timing().clocks().forEach(System.out::println);
            System.out.println(last.exposure());
            last.sources().forEach(System.out::println);
            System.out.println(last.readings());
        }
        assertThat(1).isOne();
    }

    @Test
    void machine() throws Exception {
        show(
                260,
                "trip@25+10",
                "reduced-rate@45+25",
                "charge-shift@85+25",
                "ring-period@120+15",
                "line-wander@140+40",
                "accelerator-time@200+60");
    }

    @Test
    void clocks() throws Exception {
        show(
                260,
                "late-start:other",
                "pll-step@30+30",
                "rollover@70+20:other",
                "board-reset@110:other",
                "mark-jitter@150+20:other",
                "mark-jitter@180+40:board",
                "board-reset@225:board");
    }

    @Test
    void links() throws Exception {
        show(
                230,
                "link-cut@20+10",
                "board-down@40+10",
                "windows-unequal@65+70",
                "no-marks@140+65");
    }

    @Test
    void wiring() throws Exception {
        show(110, "wrong-signal", "stream-cut@90+60");
    }

    @Test
    void marks() throws Exception {
        show(
                200,
                "missed-marks@30+20",
                "double-marks@55+20",
                "noise-marks@80+20",
                "flood@105+3",
                "dead-time@112+10",
                "strobe-drift@125+20",
                "pulse-order@150+10",
                "stream-stall@170+20",
                "hv-trip@60");
    }
}
