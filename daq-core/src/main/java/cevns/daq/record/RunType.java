package cevns.daq.record;

/** What a run is for. */
public enum RunType {
    PHYSICS,
    CALIBRATION,
    BEAM_OFF,
    TEST
}
