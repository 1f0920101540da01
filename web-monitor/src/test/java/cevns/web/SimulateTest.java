package cevns.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A short form of the pseudo-experiments; the long one is the command itself. */
class SimulateTest {

    private static final int EXPERIMENTS = 24;

    private static Program program;
    private static JsonObject result;

    @BeforeAll
    static void simulate() {
        program = simulate("7", EXPERIMENTS);
        result = program.json();
    }

    @Test
    void drawsTheExposureOfCsi2017() {
        assertThat(program.code()).as(program.err()).isZero();
        assertThat(result.getDouble("signalCounts")).isCloseTo(174.0, within(0.5));
        assertThat(result.getDouble("neutronCounts")).isCloseTo(5.42, within(0.01));
        assertThat(result.getDouble("steadyCounts")).isEqualTo(405);
        assertThat(program.err()).contains("pseudo-experiments").contains("left");
    }

    /** At most one in twenty, plus three binomial errors. */
    @Test
    void isSeldomFooledByAnEProcess() {
        JsonObject alarm = alarms(0.05);
        double most = 0.05 + 3 * Math.sqrt(0.05 * 0.95 / EXPERIMENTS);
        assertThat(share(alarm, "countsProcess")).isLessThanOrEqualTo(most);
        assertThat(share(alarm, "modelProcess")).isLessThanOrEqualTo(most);
    }

    /**
     * Drawn elsewhere, 4000 times: looked at from the first event on, 50 % ever pass 1.645 sigma,
     * from the tenth on 36 % (anytime.md §1 says 37 %).
     */
    @Test
    void isOftenFooledByLiAndMa() {
        double error = 0.5 / Math.sqrt(EXPERIMENTS);
        assertThat(share(alarms(0.05), "liMaPeeking")).isCloseTo(0.5, within(3 * error));
    }

    @Test
    void paysForLookingWithExposure() {
        JsonArray all = result.getJsonArray("discovery");
        assertThat(all).hasSize(4);
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.getJsonObject(i).getDouble("priceOfPeeking")).isBetween(0.9, 4.0);
        }
    }

    @Test
    void keepsTheTruthInItsConfidenceSequence() {
        JsonArray all = result.getJsonArray("coverage");
        assertThat(all).hasSize(4);
        for (int i = 0; i < all.size(); i++) {
            double least = 0.9 - 3 * Math.sqrt(0.9 * 0.1 / EXPERIMENTS);
            assertThat(share(all.getJsonObject(i), "covered")).isGreaterThanOrEqualTo(least);
        }
    }

    @Test
    void drawsTheSameWithTheSameSeed() {
        String once = simulate("7", 2).out();
        assertThat(simulate("7", 2).out()).isEqualTo(once);
        assertThat(simulate("8", 2).out()).isNotEqualTo(once);
    }

    @Test
    void saysWhatItCannotSimulate() {
        Program wrong = Program.run("simulate", "weather");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("'weather' is not known; there is: anytime");
    }

    private static Program simulate(String seed, int experiments) {
        return Program.run(
                "simulate", "anytime", "--json", "--experiments", "" + experiments, "--seed", seed);
    }

    private static JsonObject alarms(double error) {
        JsonArray all = result.getJsonArray("falseAlarms");
        for (int i = 0; i < all.size(); i++) {
            if (Math.abs(all.getJsonObject(i).getDouble("error") - error) < 1e-6) {
                return all.getJsonObject(i);
            }
        }
        throw new AssertionError("no error of " + error + " in " + all);
    }

    private static double share(JsonObject of, String key) {
        return of.getJsonObject(key).getDouble("share");
    }
}
