package cevns.web.control;

import cevns.daq.config.RunConfig;
import cevns.drivers.Digitizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Two boards behind bridges that see the same timing signal, the facility's stream and a
 * high-voltage supply; records as short as they can be.
 */
final class RigConfig {

    static final String BOARD = "board";
    static final String OTHER = "other";
    static final String FACILITY = "facility";
    static final String SUPPLY = "supply";

    private static final String TEXT =
            """
            name = incidents
            type = physics
            detector {
              name = Rig, kind = lar, mass_kg = 1
              channels {
                pmt {
                  source = board, channel = 0, adc_bits = 12, kind = pmt, polarity = negative
                  baseline_ns = [0, 250], baseline_method = median
                  threshold_adc = 7, min_samples = 2, spe_charge_adc = 111
                  integration_ns = 300
                }
                second {   # read out where a test sets the channels of the board to both
                  source = board, channel = 1, adc_bits = 12, kind = pmt, polarity = negative
                  baseline_ns = [0, 250], baseline_method = median
                  threshold_adc = 7, min_samples = 2, spe_charge_adc = 111
                  integration_ns = 300
                }
              }
            }
            beam {
              mark_source = board, mark_signal = t39
              charge = adara, charge_source = facility, kwh_channel = facility/beam_energy
              settle_s = 600, snapshot_every_marks = 60
            }
            events { build = trigger }
            regions {
              coincidence { pre = [-300, -100], roi = [-100, 900], onset_max_ns = 600 }
            }
            cuts = [ { name = charge, quantity = charge_pe, min = 5, max = 60 } ]
            blinding { open = true }
            sources {
              board {
                id = 1, family = bridge
                device { LINK }
                emulator {
                  board { record_samples = 350, block_ms = 1 }, beam { MACHINE }, lar { LIGHT }
                }
              }
              other {
                id = 2, family = bridge, required = false
                device { LINK }
                emulator {
                  board { record_samples = 16, block_ms = 1 }, beam { MACHINE }, csi { LIGHT }
                }
              }
              facility {
                id = 3, family = adara, required = false
                device { host = 127.0.0.1, reconnect_s = [0.01] }
                emulator { beam { MACHINE }, latency_s = 0.001, index_s = 10 }
              }
              supply {
                id = 4, family = n1470, required = false
                when_lost { act = continue }
                device { host = 127.0.0.1, channels = [0], reconnect_s = [0.01], poll_s = 0.02 }
                emulator { volts = [1450, 0, 0, 0] }
              }
            }
            """;

    private static final String MACHINE =
            "seed = 5, power_mw = 1.4, energy_gev = 1.0, first_cycle = 590";

    private static final String LIGHT =
            """
            seed = 3, window_us = [-1, 1], deal_us = [-1, 1]
            readout { adc_bits = 12, baseline_adc = 3900, noise_rms_adc = 1 }
            photoelectron { charge_adc_ns = 444, resolution = 0.4, tau_ns = 6 }
            rates { steady_state_per_s = 0, cherenkov_per_s = 0, dark_per_s = 0 }
            rates { muons_per_s = 0, veto_muons_per_s = 0 }
            """;

    private static final String LINK =
            """
            host = 127.0.0.1, content = standard, model = x720, channels = [0]
            pre_trigger_samples = 100, trigger_kinds { "0" = beam, "1" = strobe }
            marks = true, mark_signal = t39, reconnect_s = [0.01]
            """;

    private RigConfig() {}

    /** The configuration with the addresses of emulators, and what else is different. */
    static RunConfig in(Path folder, Map<String, ?> overrides) throws IOException {
        Path file = folder.resolve("incidents.conf");
        if (!Files.exists(file)) {
            Files.writeString(
                    file,
                    TEXT.replace("MACHINE", MACHINE).replace("LIGHT", LIGHT).replace("LINK", LINK));
        }
        return RunConfig.load(file.toString(), overrides, Digitizers::check);
    }
}
