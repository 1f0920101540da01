package cevns.drivers.orca;

import cevns.daq.config.ConfigTree;
import cevns.drivers.fcio.FcioOptions;

/**
 * What a run configuration says of the sources in an ORCA file: the keys of {@link FcioOptions},
 * which VME boards take too as far as they concern them, and
 *
 * <pre>
 *   device {
 *     sis3302_mhz = 100      # ADC clocks
 *     sis3316_mhz = 125
 *     sis3316_maw_words = 0  # length of the MAW test buffer, not in the hits
 *   }
 * </pre>
 *
 * @param common what all kinds of source share
 * @param sis3302Mhz ADC clock [MHz]
 * @param sis3316Mhz ADC clock [MHz]
 * @param sis3316MawWords MAW test data behind a hit that has them [words]
 */
record OrcaOptions(FcioOptions common, int sis3302Mhz, int sis3316Mhz, int sis3316MawWords) {

    private static final int MAX_MHZ = 1000;
    private static final int MAX_MAW_WORDS = 2048;

    /** Reads the options; problems go where the tree puts them. */
    static OrcaOptions read(ConfigTree device) {
        return new OrcaOptions(
                FcioOptions.read(device),
                device.count("sis3302_mhz", 1, MAX_MHZ, 100),
                device.count("sis3316_mhz", 1, MAX_MHZ, 125),
                device.count("sis3316_maw_words", 0, MAX_MAW_WORDS, 0));
    }
}
