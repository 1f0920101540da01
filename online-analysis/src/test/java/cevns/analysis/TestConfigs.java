package cevns.analysis;

/** Run configurations for tests, as a run keeps them: nothing left to resolve. */
public final class TestConfigs {

    private TestConfigs() {}

    /**
     * A PMT read out by the beam with regions, and a facility stream: 70 µs traces of 2 ns, trigger
     * at 55 µs. Its result is open.
     */
    public static String csi() {
        return csi("blinding { open = true }");
    }

    /** The same with more of it; blind unless that opens it. */
    public static String csi(String more) {
        return """
        name = csi-test
        type = physics
        detector {
          name = CsI-T, kind = csi, mass_kg = 14.6
          channels {
            pmt {
              source = board, channel = 0, adc_bits = 8, kind = pmt, polarity = negative
              baseline_ns = [0, 10000], baseline_method = median
              threshold_adc = 3, spe_charge_adc = 60
            }
            veto {
              source = board, channel = 1, adc_bits = 8, kind = veto, polarity = negative
              baseline_ns = [0, 10000], threshold_adc = 20
            }
          }
        }
        beam {
          mark_source = board, charge = adara, charge_source = facility
          settle_s = 10, snapshot_every_marks = 30
        }
        events { build = trigger }
        regions {
          anticoincidence { pre = [-55000, -15000], roi = [-15000, 0], onset_max_ns = 12000 }
          coincidence { pre = [-40000, 0], roi = [0, 15000], onset_max_ns = 12000 }
        }
        cuts = [
          { name = veto, quantity = vetoed, max = 0.5 }
          { name = afterglow, quantity = pre_peaks, max = 4 }
          { name = charge, quantity = charge_pe, min = 6, max = 30 }
          { name = time, quantity = time_ns, min = 0, max = 6000 }
        ]
        sources {
          board { id = 1, family = dig2, device {} }
          facility { id = 2, family = adara, required = false, device {} }
        }
        """
                + more;
    }

    /** The same with the prediction of CsI 2017 in its default recipe. */
    public static String csiWithPrediction(String more) {
        return csi(
                """
                detector.mass_kg = 14.57
                detector.distance_m = 19.3
                detector.prediction {
                  target = CsI, source = stopped-pion, beam_energy_gev = 0.955
                  neutrinos_per_proton = 0.08, exposure { pot = 1.76e23 }
                  form_factor = helm-ls, couplings = tree, kinematics = full
                  quenching { model = constant, factor = 0.0878 }
                  light_yield_pe_per_kevee = 13.348
                  smearing { model = poisson, cell_middle = 0.5 }
                  efficiency {
                    model = stepped-logistic, plateau = 0.6655, slope = 0.4942, middle = 10.8507
                    zero_below = 5, half_below = 6
                  }
                  spectrum { unit = pe, low = 6, high = 30, bins = 12 }
                  t0_us = 0.690, sigma_us = 0.140
                  time { low = 0, high = 6, bins = 12 }
                  systematics {
                    flux = 0.10, quenching = 0.25, selection = 0.05, form_factor = 0.05
                  }
                }
                """
                        + more);
    }

    /** The same with the six prompt neutrons of CsI 2017. */
    public static String csiWithNeutrons(String more) {
        return csiWithPrediction(
                """
                detector.prediction.backgrounds.brn {
                  selected_events = 6, uncertainty = 0.25
                  size { model = exponential, mean_pe = 11.2 }
                  arrival { model = prompt }
                }
                """
                        + more);
    }

    /** A bench: two PMT channels by trigger, no beam. */
    public static String bench() {
        return """
        name = bench-test
        type = test
        detector {
          name = Bench, kind = bench, mass_kg = 0
          channels {
            a { source = board, channel = 0, adc_bits = 12, kind = pmt, polarity = negative
                baseline_ns = [0, 100], threshold_adc = 10, spe_charge_adc = 100 }
            b { source = board, channel = 1, adc_bits = 12, kind = pmt, polarity = negative
                baseline_ns = [0, 100], threshold_adc = 10, spe_charge_adc = 100 }
          }
        }
        beam { charge = none }
        events { build = trigger }
        sources { board { id = 1, family = wavedump, device {} } }
        """;
    }

    /** Free-running: two germanium-like PMT channels by coincidence, with windows; open. */
    public static String coincidence() {
        return coincidence("blinding { open = true }");
    }

    /** The same with more of it; blind unless that opens it. */
    public static String coincidence(String more) {
        return """
        name = free-test
        type = physics
        detector {
          name = Free, kind = nai, mass_kg = 1
          channels {
            a { source = board, channel = 0, adc_bits = 12, kind = pmt, polarity = negative
                baseline_ns = [0, 100], threshold_adc = 10, spe_charge_adc = 100 }
            b { source = board, channel = 1, adc_bits = 12, kind = pmt, polarity = negative
                baseline_ns = [0, 100], threshold_adc = 10, spe_charge_adc = 100 }
          }
        }
        beam { mark_source = timing, charge = none }
        events { build = coincidence, window_ns = 200 }
        windows {
          prompt = [-500, 1500], coincidence = [0, 12000], anticoincidence = [4000000, 11000000]
        }
        sources {
          board { id = 1, family = dig2, device {} }
          timing { id = 3, family = dig2, required = false, device {} }
        }
        """
                + more;
    }
}
