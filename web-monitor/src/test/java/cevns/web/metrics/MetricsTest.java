package cevns.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.record.DeadCause;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.RunMode;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceState;
import cevns.web.dashboard.DemoResult;
import cevns.web.dashboard.DemoRun;
import cevns.web.dashboard.TestFeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final long NOW_NS = 1_790_000_000_000_000_000L;

    private final TestFeed feed = new TestFeed(DemoRun.CSI, false);
    private final SourceCounters adc = new SourceCounters();
    private final Metrics metrics =
            new Metrics(feed, Map.of("adc", adc, "timing", new SourceCounters()));

    @Test
    void beginsEveryLabelSetAtZeroSoThatTheFirstLossIsSeen() {
        Map<String, Double> values = values();
        for (LossCause cause : LossCause.values()) {
            String label = cause.name().toLowerCase(java.util.Locale.ROOT);
            for (String source : new String[] {"adc", "timing", "accelerator"}) {
                assertThat(values)
                        .containsEntry(
                                "cevns_ledger_lost_total{cause=\""
                                        + label
                                        + "\",source=\""
                                        + source
                                        + "\"}",
                                0.0);
            }
        }
        for (String kind : new String[] {"beam", "empty", "abnormal", "unknown"}) {
            assertThat(values)
                    .containsEntry("cevns_beam_pulses_total{class=\"" + kind + "\"}", 0.0);
        }
        assertThat(values)
                .containsEntry("cevns_pipeline_rejected_events_total{cut=\"pre_trace\"}", 0.0)
                .containsEntry("cevns_pipeline_selected_events_total{window=\"coincidence\"}", 0.0);
    }

    @Test
    void keepsTheLedgerOfASnapshotInOneScrape() {
        feed.publish(DemoRun.csi(60, NOW_NS, RunMode.SIMULATED, null));
        Map<String, Double> values = values();
        // 60 s at 60 Hz on two channels, 12 of them lost in a gap and one late
        assertThat(values)
                .containsEntry("cevns_ledger_read_total{source=\"adc\"}", 7200.0)
                .containsEntry("cevns_ledger_built_total{source=\"adc\"}", 7187.0)
                .containsEntry("cevns_ledger_lost_total{cause=\"gap\",source=\"adc\"}", 12.0)
                .containsEntry("cevns_ledger_rejected_total{cause=\"late\",source=\"adc\"}", 1.0)
                .containsEntry("cevns_ledger_pending_units{source=\"adc\"}", 0.0)
                .containsEntry("cevns_source_triggers_total{kind=\"beam\",source=\"adc\"}", 7200.0)
                .containsEntry("cevns_ledger_residual_units", 0.0);
    }

    @Test
    void countsExposureInBaseUnits() {
        feed.publish(DemoRun.csi(3600, NOW_NS, RunMode.SIMULATED, null));
        Map<String, Double> values = values();
        // 216000 pulses of 23.6 µC and 23.6 kJ
        assertThat(values.get("cevns_beam_delivered_protons_total"))
                .isCloseTo(3.18167e19, org.assertj.core.data.Percentage.withPercentage(0.001));
        assertThat(values)
                .containsEntry("cevns_beam_delivered_energy_joules_total", 216_000 * 23_600.0)
                .containsEntry("cevns_beam_power_watts", 1.402e6)
                .containsEntry("cevns_beam_pulse_charge_coulombs", 23.6e-6);
    }

    @Test
    void comparesWithThePredictionAndNamesTheMethods() {
        Snapshot demo = DemoRun.csi(60, NOW_NS, RunMode.SIMULATED, null);
        feed.publish(DemoResult.csi(demo, 1));
        Map<String, Double> values = values();
        assertThat(values)
                .containsEntry("cevns_expected_signal_events", 174.0)
                .containsEntry("cevns_excess_events", 142.0)
                .containsEntry("cevns_signal_strength_ratio", 0.698)
                .containsEntry("cevns_significance_sigma{method=\"anytime\"}", 3.7)
                .containsEntry("cevns_significance_sigma{method=\"fit\"}", 5.8);
        assertThat(values.get("cevns_expected_signal_uncertainty_events"))
                .isCloseTo(48.44, org.assertj.core.data.Offset.offset(0.01));
        assertThat(values.get("cevns_significance_sigma{method=\"li_ma\"}"))
                .isCloseTo(4.61, org.assertj.core.data.Offset.offset(0.005));
    }

    @Test
    void leavesTheResultOutOfABlindRun() {
        Snapshot demo = DemoRun.csi(60, NOW_NS, RunMode.LIVE, null);
        feed.publish(DemoResult.csi(demo, 1));
        assertThat(metrics.scrape()).contains("cevns_excess_events");
        assertThat(values())
                .containsEntry("cevns_blinded", 0.0)
                .containsKey("cevns_pipeline_selected_events_total{window=\"coincidence\"}")
                .containsKey("cevns_pipeline_rejected_events_total{cut=\"charge\"}");
        feed.publish(DemoResult.blind(DemoResult.csi(demo, 1)));
        assertThat(metrics.scrape())
                .doesNotContain("cevns_excess", "cevns_significance", "cevns_signal_strength")
                .doesNotContain("window=\"coincidence\"", "cut=\"charge\"");
        assertThat(values())
                .containsEntry("cevns_blinded", 1.0)
                .containsEntry("cevns_expected_signal_events", 174.0)
                .containsKey("cevns_pipeline_selected_events_total{window=\"anticoincidence\"}");
        feed.publish(DemoResult.csi(demo, 1));
        assertThat(values())
                .containsEntry("cevns_blinded", 0.0)
                .containsKey("cevns_pipeline_selected_events_total{window=\"coincidence\"}");
    }

    @Test
    void tellsTheClockOfEachSourceButNoOffsetOfTheReceiverItself() {
        feed.publish(DemoRun.csi(60, NOW_NS, RunMode.LIVE, null));
        String receiver = DemoRun.CSI.beam().markSource();
        assertThat(values().keySet())
                .contains("cevns_source_clock_slope_ratio{source=\"" + receiver + "\"}")
                .doesNotContain("cevns_source_clock_offset_seconds{source=\"" + receiver + "\"}")
                .anyMatch(name -> name.startsWith("cevns_source_clock_offset_seconds"));
    }

    @Test
    void readsTheDriversWithoutASnapshot() {
        adc.state = SourceState.RUNNING;
        adc.bytes = 123_456;
        adc.refuse(FrameFault.CHECKSUM);
        adc.deadNs[DeadCause.BUSY.ordinal()] = 2_500_000_000L;
        assertThat(values())
                .containsEntry("cevns_source_up{source=\"adc\"}", 1.0)
                .containsEntry("cevns_source_up{source=\"timing\"}", 0.0)
                .containsEntry("cevns_source_read_bytes_total{source=\"adc\"}", 123_456.0)
                .containsEntry("cevns_source_dead_seconds_total{source=\"adc\"}", 2.5)
                .containsEntry(
                        "cevns_source_decode_errors_total{cause=\"checksum\",source=\"adc\"}", 1.0);
    }

    @Test
    void namesTheRunInOneSeriesAtATime() {
        feed.publish(DemoRun.csi(60, NOW_NS, RunMode.LIVE, null));
        values();
        feed.publish(DemoRun.csi(61, NOW_NS, RunMode.SIMULATED, null));
        assertThat(values().keySet().stream().filter(k -> k.startsWith("cevns_run_info")))
                .containsExactly(
                        "cevns_run_info{config=\"csi-demo\",detector=\"CsI-1\","
                                + "mode=\"simulated\",run=\"1234\"}");
    }

    @Test
    void leavesTheBeamOutWhereThereIsNone() {
        TestFeed germanium = new TestFeed(DemoRun.GERMANIUM, true);
        germanium.publish(DemoRun.germanium(10));
        String text = new Metrics(germanium, Map.of()).scrape();
        assertThat(text).doesNotContain("cevns_beam_", "cevns_source_up");
        assertThat(text).contains("mode=\"replay\"", "cevns_channel_hits_total{");
    }

    @Test
    void explainsEveryMetric() {
        feed.publish(DemoResult.csi(DemoRun.csi(60, NOW_NS, RunMode.LIVE, null), 1));
        String text = metrics.scrape();
        text.lines()
                .filter(line -> line.startsWith("# TYPE cevns_"))
                .map(line -> line.split(" ")[2])
                .forEach(name -> assertThat(text).containsPattern("# HELP " + name + " \\S+"));
    }

    @Test
    void passesTheLintOfPrometheus() throws IOException, InterruptedException {
        Path promtool = Promtool.path();
        String absent =
                "promtool is absent, and apt-get cannot fetch Debian's prometheus: not linted";
        if (promtool == null) {
            System.out.println(absent);
        }
        assumeTrue(promtool != null, absent);
        feed.publish(DemoResult.csi(DemoRun.csi(60, NOW_NS, RunMode.LIVE, null), 1));
        StringBuilder ours = new StringBuilder();
        metrics.scrape()
                .lines()
                .filter(line -> line.contains("cevns_"))
                .forEach(line -> ours.append(line).append('\n'));
        Process lint =
                new ProcessBuilder(promtool.toString(), "check", "metrics")
                        .redirectErrorStream(true)
                        .start();
        lint.getOutputStream().write(ours.toString().getBytes(StandardCharsets.UTF_8));
        lint.getOutputStream().close();
        String complaints =
                new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(lint.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(complaints).isEmpty();
        assertThat(lint.exitValue()).isZero();
    }

    private Map<String, Double> values() {
        Map<String, Double> values = new TreeMap<>();
        metrics.scrape()
                .lines()
                .filter(line -> line.startsWith("cevns_"))
                .forEach(
                        line -> {
                            int space = line.lastIndexOf(' ');
                            values.put(
                                    line.substring(0, space),
                                    Double.valueOf(line.substring(space + 1)));
                        });
        return values;
    }
}
