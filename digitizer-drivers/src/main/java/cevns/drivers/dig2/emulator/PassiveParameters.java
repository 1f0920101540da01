package cevns.drivers.dig2.emulator;

import java.util.Arrays;
import java.util.List;

/**
 * Parameters of an emulated board that keep what they are set to and do nothing else, and what is
 * only read and never changes: names, defaults, ranges and texts as a real VX2730 has them.
 */
final class PassiveParameters {

    /** Name, value, unit where there is one. */
    private static final String BOARD_READINGS =
            """
            fpga_fwver 1.0.57
            cupver 2024092000
            familycode 2730
            formfactor 1
            modelcode WVX2730XAAAA
            pbcode WVX2730EMU
            pcbrev_mb 2
            pcbrev_pb 1
            inputrange 4 volt
            inputtype SE
            zin 50 ohm
            hascdc False
            boardready True
            errorflags 0
            ipaddress 127.0.0.1
            netmask 255.0.0.0
            gateway 127.0.0.1
            license EMULATED
            licensestatus Licensed
            licenseremainingtime 1800 second
            sfplinkactive False
            sfplinkpresence False
            sfplinkprotocol Eth10G
            tempsensairin 28.8 degree_Celsius
            tempsensairout 39.1 degree_Celsius
            tempsenscore 68.6 degree_Celsius
            tempsensdcdc 37.0 degree_Celsius
            tempsensfirstadc 38.9 degree_Celsius
            tempsenslastadc 51.1 degree_Celsius
            tempsenshottestadc 51.1 degree_Celsius
            tempsensadc0 38.9 degree_Celsius
            tempsensadc1 40.2 degree_Celsius
            tempsensadc2 41.7 degree_Celsius
            tempsensadc3 43.5 degree_Celsius
            tempsensadc4 45.4 degree_Celsius
            tempsensadc5 47.3 degree_Celsius
            tempsensadc6 49.2 degree_Celsius
            tempsensadc7 51.1 degree_Celsius
            speedsensfan1 4380 rpm
            speedsensfan2 4380 rpm
            vinsensdcdc 5.100 volt
            voutsensdcdc 0.723 volt
            ioutsensdcdc 7.188 ampere
            dutycyclesensdcdc 15
            freqsenscore 500
            """;

    private static final String CHANNEL_READINGS =
            """
            chstatus 0
            gainfactor 0.985112
            adctovolts 0.000247846
            """;

    /** Name and texts, the first by default. */
    private static final String BOARD_CHOICES =
            """
            boardvetopolarity ActiveHigh ActiveLow
            boardvetosource Disabled SIN GPIO LVDS P0 EncodedClkIn
            clocksource Internal FPClkIn
            dacoutmode Static Ramp Sin5MHz Square IPE ChInput MemOccupancy ChSum OverThrSum
            enclockoutfp False True
            enoffsetcalibration True False
            gpiomode SIN Disabled TrgIn P0 LVDS ITLA ITLB ITLA_AND_ITLB ITLA_OR_ITLB\
             EncodedClkIn SwTrg Run RefClk TestPulse Busy UserGPO Fixed0 Fixed1
            iolevel NIM TTL
            ipetimemode ConstantRate Poissonian
            itlamainlogic OR AND Majority
            itlapairlogic NONE AND OR
            itlapolarity Direct Inverted
            itlbmainlogic OR AND Majority
            itlbpairlogic NONE AND OR
            itlbpolarity Direct Inverted
            trgoutmode Disabled TrgIn P0 SwTrg LVDS ITLA ITLB ITLA_AND_ITLB ITLA_OR_ITLB\
             EncodedClkIn Run RefClk TestPulse Busy UserTrgout Fixed0 Fixed1 SyncIn SIN GPIO\
             LBinClk AcceptTrg TrgClk
            """;

    /** Name, default, least, most, step, unit where there is one. */
    private static final String BOARD_NUMBERS =
            """
            boardvetowidth 0 0 34359738360 8 second
            dacoutchselect 0 0 63 1
            dacoutstaticlevel 8192 0 16383 1
            errorflagdatamask 0 0 4294967295 1
            errorflagmask 0 0 4294967295 1
            ipeamplitude 0 0 16383 1
            ipebaseline 0 0 16383 1
            ipedecaytime 8 8 2000 8 second
            iperate 1 1 60000 1 hertz
            itlagatewidth 0 0 524280 8 second
            itlamajoritylev 2 0 63 1
            itlamask 0 0 9223372036854775807 1
            itlbgatewidth 0 0 524280 8 second
            itlbmajoritylev 2 0 63 1
            itlbmask 0 0 9223372036854775807 1
            lvdsioreg 0 0 65535 1
            lvdstrgmask 0 0 9223372036854775807 1
            testpulsehighlevel 0 0 65535 1
            testpulselowlevel 0 0 65535 1
            testpulsewidth 0 0 34359738360 8 second
            """;

    private static final String SCOPE_CHOICES =
            """
            entriggeroverlap False True
            triggeridmode TriggerCnt EventCnt LVDSpattern
            """;

    private static final String CHANNEL_CHOICES =
            """
            itlconnect Disabled ITLA ITLB
            """;

    private static final String CHANNEL_NUMBERS =
            """
            chgain 0 0 29 1 dB
            signaloffset 0 -1000000 1000000 50 volt
            """;

    private static final String PSD_CHOICES =
            """
            adcinputbaselineavg MediumHigh Fixed Low MediumLow High
            channelvetosource Disabled BoardVeto ADCOverSaturation ADCUnderSaturation
            chargesmoothing Disabled Enabled
            eventneutronreject Disabled Enabled
            timefiltersmoothing Disabled Enabled
            triggerfilterselection LeadingEdge CFD
            triggerhysteresis Enabled Disabled
            waveneutronreject Disabled Enabled
            """;

    private static final String PSD_NUMBERS =
            """
            absolutebaseline 1000 0 16383 1
            adcvetowidth 0 0 524280 8 second
            channelstriggermask 0 0 9223372036854775807 1
            energyskimhighdiscriminator 65535 1 65535 1
            energyskimlowdiscriminator 0 0 65534 1
            longchargeintegratorpedestal 0 0 1000 1
            neutronthreshold 0 0 1024 1
            pileupgap 1000 0 65535 1
            selftriggerwidth 8 0 524280 8 second
            shortchargeintegratorpedestal 0 0 1000 1
            """;

    /** Name, default, and all texts that may be in a list. */
    private static final String PSD_LISTS =
            """
            anticoincidencemask Disabled Disabled Ch64Trigger TRGIN GlobalTriggerSource ITLA ITLB
            coincidencemask Disabled Disabled Ch64Trigger TRGIN GlobalTriggerSource ITLA ITLB
            eventselector All All PileUp EnergySkim
            smoothingfactor 1 1 2 4 8 16
            waveselector All All PileUp EnergySkim
            """;

    private static final String SCOPE_CHANNEL_CHOICES =
            """
            pulsepolarity Negative Positive
            selftriggeredge Fall Rise
            triggerthrmode Relative Absolute
            """;

    private static final String SCOPE_CHANNEL_NUMBERS =
            """
            samplesoverthreshold 1 0 65535 1
            selftriggerwidth 8 0 524280 8 second
            triggerthr 50 1 16383 1
            """;

    private static final double CLOCK_STEP_PS = 74.074;
    private static final int LVDS_QUARTETS = 4;
    private static final double COARSE_NS = 8;

    private PassiveParameters() {}

    /** Those of a board. */
    static void board(ParameterFolder par) {
        readings(par, BOARD_READINGS);
        choices(par, BOARD_CHOICES);
        numbers(par, BOARD_NUMBERS);
        par.anyOf("busyinsource", "SIN", "Disabled", "SIN", "GPIO", "LVDS");
        par.scaled("permanentclockoutdelay", 255, CLOCK_STEP_PS);
        par.scaled("volatileclockoutdelay", 255, CLOCK_STEP_PS);
    }

    /** Those of a board whose channels trigger together. */
    static void commonTrigger(ParameterFolder par, double sampleNs) {
        choices(par, SCOPE_CHOICES);
        par.length("triggerdelay", 0, 0, 1 << 24, 4, sampleNs);
        par.number("decimationfactor", 1, 1, 1, 1, "");
    }

    /** Those of a channel with any firmware. */
    static void channel(ParameterFolder par) {
        readings(par, CHANNEL_READINGS);
        choices(par, CHANNEL_CHOICES);
        numbers(par, CHANNEL_NUMBERS);
    }

    /** Those of a channel with scope firmware. */
    static void scopeChannel(ParameterFolder par) {
        choices(par, SCOPE_CHANNEL_CHOICES);
        numbers(par, SCOPE_CHANNEL_NUMBERS);
    }

    /** Those of a channel with DPP-PSD. */
    static void psdChannel(ParameterFolder par) {
        choices(par, PSD_CHOICES);
        numbers(par, PSD_NUMBERS);
        for (String[] row : rows(PSD_LISTS)) {
            par.anyOf(row[0], row[1], Arrays.copyOfRange(row, 2, row.length));
        }
        par.length("adcinputbaselineguard", 0, 0, 1000, 1, COARSE_NS);
        par.length("coincidencelength", 0, 0, 65_535, 1, COARSE_NS);
        par.length("timefilterretriggerguard", 1, 1, 1000, 1, COARSE_NS);
    }

    /** The folder of the LVDS connector. */
    static void lvds(Node folder, List<Runnable> resets) {
        for (int quartet = 0; quartet < LVDS_QUARTETS; quartet++) {
            Node one = folder.add(Integer.toString(quartet), NodeType.LVDS);
            ParameterFolder par = new ParameterFolder(one.add("par", NodeType.FOLDER), resets);
            par.choice("lvdsmode", "SelfTriggers", "Sync", "IORegister", "User");
            par.choice("lvdsdirection", "Input", "Output");
        }
    }

    private static void readings(ParameterFolder par, String table) {
        for (String[] row : rows(table)) {
            Node node = par.readOnly(row[0], row[1]);
            if (row.length > 2) {
                node.attribute("uom", row[2].replace('_', ' '));
            }
        }
    }

    private static void choices(ParameterFolder par, String table) {
        for (String[] row : rows(table)) {
            par.choice(row[0], Arrays.copyOfRange(row, 1, row.length));
        }
    }

    private static void numbers(ParameterFolder par, String table) {
        for (String[] row : rows(table)) {
            par.number(
                    row[0],
                    Long.parseLong(row[1]),
                    Long.parseLong(row[2]),
                    Long.parseLong(row[3]),
                    Long.parseLong(row[4]),
                    row.length > 5 ? row[5] : "");
        }
    }

    private static List<String[]> rows(String table) {
        return table.lines().map(line -> line.split(" ")).toList();
    }
}
