"""What refusals of tables say."""

from flask_babel import lazy_gettext as _l

from pin_app.errors import sentences

sentences(
    exchange__no_identifier=_l("Every row needs an external_id of at most 120 characters."),
    exchange__no_name=_l("Every row needs a name."),
    exchange__unknown_region=_l("This is not an ISO 3166-2 code of a region or province of %(country)s."),
    exchange__unknown_district=_l("We do not know this district of Pakistan."),
    exchange__not_yes_or_no=_l("Write yes or no, or leave the cell empty."),
    exchange__band_upside_down=_l("The smallest amount is above the largest."),
    exchange__invests_and_seeks=_l("One row either invests or seeks money, not both."),
    exchange__double=_l("Row %(row)s has the same external_id."),
    exchange__too_large=_l("The file is larger than %(most)s MB."),
    exchange__too_many_rows=_l("The table has more than %(most)s rows. Send it in parts."),
    exchange__too_many_columns=_l("The table has more than %(most)s columns."),
    exchange__empty=_l("The file holds no table."),
    exchange__not_a_table=_l("This is neither a CSV nor an XLSX file that we can read."),
    exchange__unpacks_too_large=_l("The workbook would unpack to more than %(most)s MB. We did not open it."),
    exchange__far_cell=_l(
        "The sheet says that it reaches to cell %(cell)s. Delete the empty rows and columns and save again."
    ),
    exchange__nul=_l("The file holds NUL characters, as files in UTF-16 without a mark or damaged files do."),
    exchange__open_quote=_l("A quotation mark is not closed, or text follows it (seen up to row %(row)s)."),
    exchange__long_cell=_l("A cell in row %(row)s is longer than %(most)s characters."),
    exchange__missing_columns=_l("The header lacks these columns: %(columns)s."),
    exchange__same_column_twice=_l("The header names this column twice: %(column)s."),
    exchange__extra_cells=_l("This row has more cells than the header."),
    exchange__not_found=_l("There is no such file: %(file)s."),
)
