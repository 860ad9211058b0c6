

def run_all():
    import sys
    import traceback
    for name, test in list(globals().items()):
        if name.startswith('test_'):
            try:
                test()
                print('ok', name)
            except BaseException:
                print('failed', name, traceback.format_exc().replace('\n', ' | '))


SECONDS = 3
run_all()
