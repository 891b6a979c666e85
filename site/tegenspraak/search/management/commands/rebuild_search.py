from wagtail.search.management.commands.wagtail_update_index import Command as UpdateIndex


class Command(UpdateIndex):
    help = "Builds the search index beside the one in use, then swaps: searching and saving go on meanwhile."
